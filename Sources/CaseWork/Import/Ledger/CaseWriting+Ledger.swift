public import Foundation
import Replication

extension CaseWriting {
    /// Imports the cases of a ledger as whoever writes. Throws as `LedgerImport.run`.
    public mutating func importLedger(
        _ bytes: Data, _ options: LedgerOptions, _ access: CaseAccess<Codec>
    ) throws -> LedgerOutcome {
        var ledger = LedgerImport(
            access: access.with(engine), environment: environment, author: author, enteredBy: enteredBy)
        let outcome = try ledger.run(bytes, options)
        engine = ledger.engine
        return outcome
    }
}
