import FoundationEssentials
public import Replication

/// What everybody may read of a bundle: where it goes, and which part of a set it is.
///
/// ```
/// "TSBUNDLE" 8 ‖ version 1 ‖ suite 1 ‖ length of the header 2 ‖ header ‖ encapsulated key 65 ‖ pieces
/// ```
/// Whoever finds the stick learns nothing of people, and not who sends.
public struct BundleHeader: Hashable, Sendable {
    /// Which way it goes; the numbers are those on the wire.
    public enum Direction: UInt32, Hashable, Sendable {
        case up = 1
        case answer = 2
    }

    public static let magic: [UInt8] = Array("TSBUNDLE".utf8)
    public static let version: UInt8 = 1
    /// DHKEM(P-256), HKDF-SHA256, AES-256-GCM; signed with ECDSA P-256.
    public static let suite: UInt8 = 1
    /// What stands before the header: everything that says how to read it.
    public static let preludeByteCount = 12

    /// Hash of the receiver's public key.
    public let receiver: Hash
    public let set: BundleID
    /// From 1.
    public let part: Int
    public let parts: Int
    public let direction: Direction
    /// Milliseconds since 1970 by the sender's clock: for people, and for no decision.
    public let madeAt: Int64

    public init(receiver: Hash, set: BundleID, part: Int, parts: Int, direction: Direction, madeAt: Int64) {
        self.receiver = receiver
        self.set = set
        self.part = part
        self.parts = parts
        self.direction = direction
        self.madeAt = madeAt
    }

    /// Prelude and header, as the file begins with them.
    public var bytes: [UInt8] {
        var message = Tingsu_V1_BundleHeader()
        message.receiverKeyHash = Data(receiver.bytes)
        message.set = Data(set.bytes)
        message.part = UInt32(clamping: part)
        message.parts = UInt32(clamping: parts)
        message.direction = direction == .up ? .up : .answer
        message.madeAt = madeAt
        let content = message.wireBytes
        return BundleHeader.magic + [BundleHeader.version, BundleHeader.suite]
            + [UInt8(truncatingIfNeeded: content.count >> 8), UInt8(truncatingIfNeeded: content.count)] + content
    }

    /// How many bytes of header follow the prelude.
    public static func byteCount(afterPrelude prelude: [UInt8]) throws(BundleFormatError) -> Int {
        guard prelude.prefix(magic.count).elementsEqual(magic.prefix(prelude.count)) else { throw .notABundle }
        guard prelude.count == preludeByteCount else { throw .cutOff }
        guard prelude[8] == version else { throw .unsupportedVersion(prelude[8]) }
        guard prelude[9] == suite else { throw .unsupportedSuite(prelude[9]) }
        let count = Int(prelude[10]) << 8 | Int(prelude[11])
        guard count <= BundleLimits.headerBytes else {
            throw .tooLarge(field: "BundleHeader (bytes)", count: count, limit: BundleLimits.headerBytes)
        }
        return count
    }

    /// Reads what follows the prelude.
    public init(content: [UInt8]) throws(BundleFormatError) {
        do throws(WireError) {
            let message: Tingsu_V1_BundleHeader = try WireCodec.decode(content, "bundle header")
            receiver = try Field.hash(message.receiverKeyHash, "BundleHeader.receiver_key_hash")
            set = try Field.bundleID(message.set, "BundleHeader.set")
            guard let parts = Int(exactly: message.parts), (1...BundleLimits.parts).contains(parts) else {
                throw .invalid(
                    "BundleHeader.parts", "is \(message.parts), not a number from 1 to \(BundleLimits.parts)")
            }
            guard let part = Int(exactly: message.part), (1...parts).contains(part) else {
                throw .invalid("BundleHeader.part", "is \(message.part), not a number from 1 to \(parts)")
            }
            (self.part, self.parts) = (part, parts)
            switch message.direction {
            case .up: direction = .up
            case .answer: direction = .answer
            default: throw .invalid("BundleHeader.direction", "is neither 1 nor 2")
            }
            madeAt = message.madeAt
        } catch {
            throw .malformed(error)
        }
    }
}
