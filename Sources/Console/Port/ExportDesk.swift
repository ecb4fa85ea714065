public import CaseFile
public import Replication

/// What pages ask of the node about handing a case out.
public protocol ExportDesk: Sendable {
    /// The case on one page to keep and to print, as `tingsu case export` makes it, numbers of people masked. The proof
    /// comes with the whole folder only. Throws `CaseWorkError.recordNotFound`.
    func exportedPage(of key: RecordKey, in language: Language) async throws -> [UInt8]
}
