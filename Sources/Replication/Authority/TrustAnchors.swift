/// The keys that may write the directory: those of the county center, pinned when a machine joins.
///
/// Everything else a node believes about devices and grants follows from directory changes signed by one of these.
public struct TrustAnchors: Hashable, Sendable {
    /// Sorted by hash, each once.
    public let keys: [DeviceKey]

    public init(keys: [DeviceKey]) {
        self.keys = Array(Set(keys)).sorted { $0.hash.bytes.lexicographicallyPrecedes($1.hash.bytes) }
    }

    /// The anchor with this hash, or nil.
    public func key(_ hash: Hash) -> DeviceKey? { keys.first { $0.hash == hash } }
}
