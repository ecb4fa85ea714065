import CaseFile
public import Foundation
public import Replication

extension CaseWriting {
    /// Imports a list of people into a scope as whoever writes. Throws as `PersonRegister.run`.
    public mutating func importPeople(_ bytes: Data, in scope: ScopeID, isDryRun: Bool) throws -> ImportOutcome {
        var register = PersonRegister(
            engine: engine, transaction: transaction, catalog: catalog, directory: directory, environment: environment,
            author: author, enteredBy: enteredBy)
        let outcome = try register.run(bytes, in: scope, dryRun: isDryRun)
        engine = register.engine
        return outcome
    }
}
