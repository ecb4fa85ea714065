import GRDB
import ReplicaStore
import Replication

extension CaseRowWriter {
    /// Puts the texts of a record among those that wait for the index, with what it has of them.
    func replaceTexts(_ before: [SearchedText], by after: [SearchedText], of key: RecordKey) throws {
        guard before != after else { return }
        // What had no texts has no number.
        let known = before.isEmpty ? nil : try statement(.findText).first(key, read: { $0.integer(0) })
        if after.isEmpty {
            guard known != nil else { return }
            try statement(.removeText).run(key)
        } else if known == nil {
            try statement(.putText).run(key)
        }
        try statement(.putWaiting).run(
            known ?? database.lastInsertedRowID, known == nil ? "" : SearchedText.stretches(of: before),
            SearchedText.stretches(of: after))
        waitingTexts = try waitingTexts.map { $0 + 1 } ?? WaitingTexts.count(database)
    }

    /// Keeps to the bound of `WaitingTexts`.
    func enterTexts() throws {
        guard let waiting = waitingTexts, waiting >= WaitingTexts.bound else { return }
        // Others may have entered some, and a text that was written again waits once.
        if try WaitingTexts.count(database) >= WaitingTexts.bound {
            _ = try WaitingTexts(database).enter(WaitingTexts.atTheBound)
        }
        waitingTexts = nil
    }
}
