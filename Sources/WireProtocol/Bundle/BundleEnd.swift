import FoundationEssentials
public import Replication

/// The last piece of a bundle: how many stand before it, and the sender's signature over all of them.
public struct BundleEnd: Hashable, Sendable {
    /// Stands before what is signed, so that the signature can pass for nothing else.
    private static let domainTag = Array("tingsu/bundle/1".utf8)

    public let pieces: Int
    /// r ‖ s, 64 bytes.
    public let signature: [UInt8]

    public init(pieces: Int, signature: [UInt8]) {
        self.pieces = pieces
        self.signature = signature
    }

    /// What is signed, for a file whose bytes before the last piece have this hash.
    public static func message(for hash: Hash) -> [UInt8] { domainTag + hash.bytes }
}

extension Tingsu_V1_BundleEnd {
    init(_ end: BundleEnd) {
        self.init()
        pieces = UInt64(clamping: end.pieces)
        signature = Data(end.signature)
    }

    func end() throws(WireError) -> BundleEnd {
        guard let count = Int(exactly: pieces), (1...BundleLimits.pieces).contains(count) else {
            throw .invalid("BundleEnd.pieces", "is \(pieces), not a number from 1 to \(BundleLimits.pieces)")
        }
        return BundleEnd(pieces: count, signature: try Field.signature(signature, "BundleEnd.signature"))
    }
}
