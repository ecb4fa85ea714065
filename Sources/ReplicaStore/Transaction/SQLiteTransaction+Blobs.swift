import Causality
public import Replication

/// Which blobs are here, which the upstream has, and which somebody here wishes for.
///
/// What a blob is named by is a question of the records, and so of the projections.
extension SQLiteTransaction {
    /// Where one blob is.
    public enum BlobPlace: Hashable, Sendable {
        /// Neither here nor wished for.
        case unknown
        /// Not here; to be fetched with the next sync.
        case wished
        /// Here; `isUpstream` where the upstream said that it has it, too.
        case here(isUpstream: Bool)
    }

    /// Where a blob is.
    public func place(ofBlob hash: Hash) throws -> BlobPlace {
        try statement(.blobPlace).first(hash) {
            $0.integer(0) == 0 ? .wished : .here(isUpstream: $0.integer(1) != 0)
        } ?? .unknown
    }

    /// Notes that a blob is here, of which nobody has said that the upstream has it.
    public func putBlob(_ hash: Hash) throws {
        if case .here = try place(ofBlob: hash) { return }
        try statement(.putBlob).run(hash)
    }

    /// Notes that a blob is not here, and no longer wished for.
    public func removeBlob(_ hash: Hash) throws { try statement(.removeBlob).run(hash) }

    /// All blobs that are here as far as the store knows, rising.
    public func heldBlobs() throws -> [Hash] { try statement(.heldBlobs).all { try $0.hash(0) } }

    /// Notes what the upstream said of a blob that is here.
    public func setUpstream(_ isUpstream: Bool, ofBlob hash: Hash) throws {
        try statement(.markUpstream).run(isUpstream, hash, isUpstream)
    }

    /// Wishes for a blob that is not here.
    public func wishForBlob(_ hash: Hash) throws { try statement(.wishBlob).run(hash) }

    /// Blobs that are wished for, rising, at most `limit`.
    public func wishedBlobs(limit: Int) throws -> [Hash] {
        try statement(.wishedBlobs).all(Int64(limit)) { try $0.hash(0) }
    }
}
