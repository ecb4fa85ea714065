public import CaseFile
public import Replication
import Synchronization

/// The directory as it was last read: it changes once a week and is asked for by every command and every page.
///
/// What the directory says follows from its logs alone, so it is read anew exactly when one of their heads is another
/// one; also within a transaction that is then undone, whose heads no later one shares. The county's catalog follows from
/// the directory and the day, so it is made anew when one of the two is another.
public final class DirectoryMemory: Sendable {
    private struct Known: Sendable {
        let heads: [LogPosition]
        let view: DirectoryView
        var county: (day: CivilDate?, catalog: CountyCatalog)?
    }

    private let known = Mutex<Known?>(nil)

    public init() {}

    /// The directory as this transaction has it. Throws what the store throws.
    public func view(_ transaction: some ReplicaTransaction, codec: some ChangeCodec) throws -> DirectoryView {
        try current(transaction, codec).view
    }

    /// The program's catalog with what the directory, as this transaction has it, adds to it on a day in Shanghai. Throws
    /// what the store throws.
    public func county(
        _ transaction: some ReplicaTransaction, codec: some ChangeCodec, program: Catalog, on today: CivilDate?
    ) throws -> CountyCatalog {
        let current = try current(transaction, codec)
        if let county = current.county, county.day == today { return county.catalog }
        let made = CountyCatalog(
            adding: current.view.countyFields, codes: current.view.countyCodes, to: program, on: today)
        known.withLock { known in
            if known?.heads == current.heads { known?.county = (today, made) }
        }
        return made
    }

    private func current(_ transaction: some ReplicaTransaction, _ codec: some ChangeCodec) throws -> Known {
        let heads = try transaction.heads(in: .directory)
        if let known = known.withLock({ $0 }), known.heads == heads { return known }
        let read = Known(heads: heads, view: try DirectoryView(transaction, codec: codec))
        known.withLock { $0 = read }
        return read
    }
}
