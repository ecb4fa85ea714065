import CaseWork
import ReplicaStore
import Replication

extension PageRequest {
    /// Reads the drafts of the person who asks, and keeps what `body` leaves of them. Nobody else's can be named.
    func withDrafts<Result: Sendable>(
        _ body: @Sendable (inout DraftBook) throws -> Result
    ) async throws -> Result {
        try await node.withLocalValue(DraftBook.key(person)) { bytes in
            var book = try DraftBook(bytes)
            let result = try body(&book)
            bytes = try book.bytes
            return result
        }
    }

    /// An id for a record to come: known to its form before it is saved.
    func newRecordID() -> RecordID {
        RecordID(
            unixMilliseconds: node.now(), random: (.random(in: .min ... .max), .random(in: .min ... .max)))
    }

    /// Tells this page from the same one in another window.
    static func newWindow() -> String { String(UInt64.random(in: .min ... .max), radix: 36) }
}

extension PageAccess {
    /// The drafts of a person, within this transaction.
    func drafts(of person: RecordID) throws -> DraftBook {
        try DraftBook(transaction.localValue(DraftBook.key(person)))
    }
}
