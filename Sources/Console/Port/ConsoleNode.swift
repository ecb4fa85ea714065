public import CaseWork
public import Replication
public import WireProtocol

/// What a page has at hand of the case files within one transaction.
public typealias PageAccess = CaseAccess<PageCodec>

/// The encoding of changes that this program writes.
public typealias PageCodec = ProtobufChangeCodec

/// The use cases that write, within one transaction.
public typealias PageWriting = CaseWriting<PageCodec>

/// What pages ask of the node behind them.
///
/// Pages know case files and nothing of how nodes sync; the node knows nothing of pages but this.
public protocol ConsoleNode: CountyDesk, ExportDesk, FileDesk, StickDesk {
    /// What stays the same while the node runs.
    var facts: ConsoleFacts { get }

    /// The wall clock, milliseconds since 1970.
    func now() -> Int64

    /// Reads on one consistent state. Throws what `body` throws.
    func inspect<Result: Sendable>(_ body: @Sendable (PageAccess) throws -> Result) async throws -> Result

    /// Writes as `author`; where `body` throws, nothing is written. Throws what `body` throws.
    func record<Result: Sendable>(
        as author: RecordID, _ body: @Sendable (PageAccess, inout PageWriting) throws -> Result
    ) async throws -> Result

    /// Bytes that only this machine keeps, such as drafts and PINs: reads them, and keeps what `body` leaves there,
    /// durably and in one transaction. Throws what `body` throws, and then keeps what was there.
    func withLocalValue<Result: Sendable>(
        _ key: String, _ body: @Sendable (inout [UInt8]?) throws -> Result
    ) async throws -> Result

    /// Begins a sync with the upstream; one that runs goes on and this does nothing.
    func beginSync()

    /// How the sync stands that runs or ran last.
    func syncState() async -> ConsoleSync
}
