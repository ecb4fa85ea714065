import WireProtocol

/// What a program of the next protocol version does that this one has to live with.
enum LaterProtocol {
    /// Field 1000 of a message, two bytes that this version does not know.
    private static let laterField: [UInt8] = [0xC2, 0x3E, 0x02, 0x4E, 0x31]

    /// The message with a field that a later program added without a new number.
    static func extended(_ message: [UInt8]) -> [UInt8] { message + laterField }

    /// The frame as the next version would number it.
    static func numbered(_ frame: [UInt8]) -> [UInt8] {
        var frame = frame
        if frame.count > 2 { frame[2] = Frame.version + 1 }
        return frame
    }
}
