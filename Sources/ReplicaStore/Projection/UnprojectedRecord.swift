public import Replication

/// A record whose projection failed, and why. Its changes are in the log and its state is merged all the same.
public struct UnprojectedRecord: Hashable, Sendable {
    public let key: RecordKey
    public let error: String

    public init(key: RecordKey, error: String) {
        self.key = key
        self.error = error
    }
}
