import CZstd

/// libzstd with our level and our bounds.
///
/// Source: RFC 8878.
enum Zstandard {
    /// For a day's work, where the line is slow and the machine idles. A device-day of 24 KiB of bodies takes 10 % less
    /// than at level 3, for 2 ms; level 19 would take 0.6 % less again, for 6 ms.
    static let smallLevel: Int32 = 15

    /// For backlogs on a slow line, whose batches grow no further: 384 KiB take 13 % less than at level 9, for 38 ms;
    /// the line takes twenty seconds for them.
    static let middleLevel: Int32 = 18

    /// For backlogs on a good line, where the center packs many batches: 18 ms a MiB and 5.6 % less than at level 3;
    /// level 15 would take 2.7 % less again, for 94 ms.
    static let largeLevel: Int32 = 9

    /// From here on a payload is a backlog; level 15 takes 15 ms for as much.
    static let middleFromBytes = 128 * 1024

    /// From here on its line is a good one: a slow one never gets so much in one batch.
    static let largeFromBytes = 512 * 1024

    /// The largest window that a frame may ask for, as a power of two: `FrameLimits.decompressedBytes` fit in 16 MiB.
    /// It bounds what the decoder allocates beside its output.
    static let windowLogMax: Int32 = 24

    /// Unpacked bytes that are taken over at once: a day needs two or three steps, and clearing libzstd's own 128 KiB
    /// costs as much as unpacking a day.
    private static let stepBytes = 16 * 1024

    /// What a zstd frame begins with. libzstd also reads skippable frames, which hold no message.
    private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

    /// Nil where libzstd gives none, for lack of memory; the caller then sends the bytes as they are.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        let level =
            switch bytes.count {
            case ..<middleFromBytes: smallLevel
            case ..<largeFromBytes: middleLevel
            default: largeLevel
            }
        let capacity = ZSTD_compressBound(bytes.count)
        let compressed = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let written = ZSTD_compress(buffer.baseAddress, capacity, bytes, bytes.count, level)
            count = ZSTD_isError(written) == 0 ? written : 0
        }
        return compressed.isEmpty ? nil : compressed
    }

    /// Unpacks one zstd frame of at most `limit` bytes, in steps, so that no claim of the frame is believed: memory
    /// grows with what was really unpacked.
    static func decompress(_ bytes: ArraySlice<UInt8>, limit: Int) throws(FrameError) -> [UInt8] {
        guard bytes.starts(with: magic) else { throw .damaged("it holds no zstd frame") }
        let output = try DecompressionContexts.with { context throws(FrameError) in
            try decompress(bytes, limit: limit, context)
        }
        guard let output else { throw .damaged("no memory to unpack it") }
        return output
    }

    private static func decompress(
        _ bytes: ArraySlice<UInt8>, limit: Int, _ context: OpaquePointer
    ) throws(FrameError) -> [UInt8] {
        guard ZSTD_isError(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, windowLogMax)) == 0 else {
            throw .damaged("the window cannot be bounded")
        }
        var output: [UInt8] = []
        var step = [UInt8](repeating: 0, count: stepBytes)
        var consumed = 0
        while true {
            var written = 0
            let result = bytes.withUnsafeBytes { source in
                step.withUnsafeMutableBytes { target in
                    var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: consumed)
                    var buffer = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                    let result = ZSTD_decompressStream(context, &buffer, &input)
                    (consumed, written) = (input.pos, buffer.pos)
                    return result
                }
            }
            if ZSTD_isError(result) != 0 { throw .damaged(String(cString: ZSTD_getErrorName(result))) }
            guard output.count + written <= limit else { throw .tooLarge(limit: limit) }
            output += step[..<written]
            if result == 0 { break }
            // All input is taken and the last step left room: nothing more will come.
            if consumed == bytes.count, written < step.count { throw .damaged("compressed data is cut off") }
        }
        guard consumed == bytes.count else { throw .damaged("bytes follow the compressed data") }
        return output
    }
}
