extension FuzzTarget {
    /// Sticks between the machines of a small county: what is in files that are sealed and signed as they must be, by who
    /// is enrolled, and what becomes of sound ones on the way.
    static let stick = FuzzTarget("stick", bytesMax: 1024) { _ in
        let draws: [UInt8] = [0, 1, 2, 3, 0x10, 0x21, 0x32, 0x43]
        return (0..<8).map { [UInt8($0)] + draws }
            // A set there, and whatever comes of its answer.
            + (0..<8).map { [0, 3, 0x61, 0x62, 0x63, 2, 0, 1, 1, 0, 1, UInt8($0)] + draws + [4, 0, 4, 0] }
            // An answer that the line overtook.
            + [[2, 0, 0, 0, 1, 0, 1, 0x61, 1, 4, 0]]
            + [[2, 0, 0, 0, 0, 3, 1, 1, 4, 0, 5, 0, 4, 2, 0, 0, 1, 1], [3, 0, 0, 0, 1, 2, 3, 4, 1, 5, 0, 1, 1, 1]]
    } run: { bytes in
        var play = FuzzStickPlay(county: try FuzzCounty.start.get(), input: FuzzBytes(bytes))
        try play.run()
    }
}
