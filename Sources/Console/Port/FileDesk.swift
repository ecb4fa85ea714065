public import Replication

/// What pages ask of the node about files: the content of attachments, which no record holds.
public protocol FileDesk: Sendable {
    /// Keeps a file, durably, and answers how a record names it. Throws `CaseWorkError` for one that is empty, too large or
    /// of a form that is not accepted.
    func keep(_ file: [UInt8]) async throws -> Attachment

    /// The content of a file; nil where it is not on this machine.
    func content(of hash: Hash) async throws -> [UInt8]?

    /// Has a file fetched with the next sync.
    func wish(for hash: Hash) async throws
}
