/// One message as it travels: four bytes that say what follows, and the message, compressed where that pays.
///
/// ```
/// "TS" 2 ‖ version 1 ‖ compression 1 (0 none, 1 zstd) ‖ payload
/// ```
/// The same frame is the body of a request, of a response and a part of a bundle.
///
/// Source: DESIGN.md section 6.
public enum Frame {
    public static let contentType = "application/vnd.tingsu.exchange"
    public static let magic: [UInt8] = [0x54, 0x53]
    public static let version: UInt8 = 1
    public static let headerByteCount = 4

    enum Compression: UInt8 {
        case none = 0
        case zstd = 1
    }

    /// Below this many bytes a message is ids and hashes, which zstd makes longer by its own header.
    static let compressedFromBytes = 200

    /// Puts a message into a frame. Throws `FrameError.tooLarge` for one that the receiver would have to refuse.
    public static func encode(_ payload: [UInt8]) throws(FrameError) -> [UInt8] {
        guard payload.count <= FrameLimits.decompressedBytes else {
            throw .tooLarge(limit: FrameLimits.decompressedBytes)
        }
        if payload.count >= compressedFromBytes, let compressed = Zstandard.compress(payload),
            compressed.count < payload.count
        {
            return try frame(compressed, .zstd)
        }
        return try frame(payload, .none)
    }

    /// The message within a frame. Holds at most `FrameLimits.decompressedBytes` of it, whatever the frame claims.
    public static func decode(_ frame: [UInt8]) throws(FrameError) -> [UInt8] {
        guard frame.count <= FrameLimits.compressedBytes else { throw .tooLarge(limit: FrameLimits.compressedBytes) }
        guard frame.count >= headerByteCount else { throw .cutOff(count: frame.count) }
        guard frame.starts(with: magic) else { throw .notAFrame }
        guard frame[2] == version else { throw .unsupportedVersion(frame[2]) }
        switch Compression(rawValue: frame[3]) {
        case .some(.none): return Array(frame[headerByteCount...])
        case .zstd:
            return try Zstandard.decompress(frame[headerByteCount...], limit: FrameLimits.decompressedBytes)
        case nil: throw .unsupportedCompression(frame[3])
        }
    }

    private static func frame(_ payload: [UInt8], _ compression: Compression) throws(FrameError) -> [UInt8] {
        guard payload.count + headerByteCount <= FrameLimits.compressedBytes else {
            throw .tooLarge(limit: FrameLimits.compressedBytes)
        }
        return magic + [version, compression.rawValue] + payload
    }
}
