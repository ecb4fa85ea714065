/// Why bytes are not a frame, or not one that this node takes.
public enum FrameError: Error, Hashable, Sendable {
    /// Shorter than its own header.
    case cutOff(count: Int)
    /// The first two bytes are not "TS".
    case notAFrame
    /// The third byte is not 1.
    case unsupportedVersion(UInt8)
    /// The fourth byte is neither 0 nor 1.
    case unsupportedCompression(UInt8)
    /// More bytes than `FrameLimits` allow; where the frame is compressed, unpacking stopped at the limit.
    case tooLarge(limit: Int)
    /// Compressed data that is damaged, cut off or followed by something else.
    case damaged(String)
}

extension FrameError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cutOff(let count): "the frame is cut off after \(count) bytes"
        case .notAFrame: "the bytes are not a frame of this protocol"
        case .unsupportedVersion(let version): "the frame has version \(version), this program reads 1; update it"
        case .unsupportedCompression(let number): "the frame has compression \(number), this program reads 0 and 1"
        case .tooLarge(let limit): "the frame is larger than \(limit) bytes"
        case .damaged(let detail): "the frame is damaged: \(detail)"
        }
    }
}
