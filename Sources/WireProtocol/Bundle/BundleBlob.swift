import FoundationEssentials
public import Replication

/// A part of a blob in a bundle.
public struct BundleBlob: Hashable, Sendable {
    public let sha256: Hash
    public let offset: Int
    /// Bytes of the whole blob.
    public let total: Int
    public let content: [UInt8]

    public init(sha256: Hash, offset: Int, total: Int, content: [UInt8]) {
        self.sha256 = sha256
        self.offset = offset
        self.total = total
        self.content = content
    }
}

extension Tingsu_V1_BundleBlob {
    init(_ blob: BundleBlob) {
        self.init()
        sha256 = Data(blob.sha256.bytes)
        offset = UInt64(clamping: blob.offset)
        total = UInt64(clamping: blob.total)
        content = Data(blob.content)
    }

    func blob() throws(WireError) -> BundleBlob {
        guard let whole = Int(exactly: total), (1...Limits.blobBytes).contains(whole) else {
            throw .invalid("BundleBlob.total", "is \(total), not a number from 1 to \(Limits.blobBytes)")
        }
        guard (1...Limits.blobPieceBytes).contains(content.count) else {
            throw .invalid(
                "BundleBlob.content", "has \(content.count) bytes, not a number from 1 to \(Limits.blobPieceBytes)")
        }
        guard let start = Int(exactly: offset), start <= whole - content.count else {
            throw .invalid("BundleBlob.offset", "is \(offset): the piece goes beyond \(total)")
        }
        return BundleBlob(
            sha256: try Field.hash(sha256, "BundleBlob.sha256"), offset: start, total: whole,
            content: [UInt8](copying: content))
    }
}
