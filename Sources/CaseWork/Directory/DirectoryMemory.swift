public import Replication
import Synchronization

/// The directory as it was last read: it changes once a week and is asked for by every command and every page.
///
/// What the directory says follows from its logs alone, so it is read anew exactly when one of their heads is another
/// one; also within a transaction that is then undone, whose heads no later one shares.
public final class DirectoryMemory: Sendable {
    private struct Known: Sendable {
        let heads: [LogPosition]
        let view: DirectoryView
    }

    private let known = Mutex<Known?>(nil)

    public init() {}

    /// The directory as this transaction has it. Throws what the store throws.
    public func view(_ transaction: some ReplicaTransaction, codec: some ChangeCodec) throws -> DirectoryView {
        let heads = try transaction.heads(in: .directory)
        if let known = known.withLock({ $0 }), known.heads == heads { return known.view }
        let view = try DirectoryView(transaction, codec: codec)
        known.withLock { $0 = Known(heads: heads, view: view) }
        return view
    }
}
