import CaseFile
import CaseWork
import Replication

/// A value as replies carry it.
struct ShownValue {
    let value: JSONValue
    let text: Wording
    /// Whether its numbers have their middle hidden.
    let isMasked: Bool
}

/// Gives values to replies, with the numbers of sensitive registers masked unless whoever asks wants them whole.
struct ShownValues {
    private let catalog: Catalog
    private let titles: RecordTitles
    private let reveals: Bool

    init(_ access: CaseAccess, reveals: Bool) {
        catalog = access.catalog
        titles = RecordTitles(access)
        self.reveals = reveals
    }

    func shown(_ value: Value, _ register: RegisterNumber, in key: RecordKey) throws -> ShownValue {
        let shown = reveals ? value : catalog.masked(value, of: register, in: key.kind)
        return ShownValue(
            value: JSONValue(catalog.fieldValue(from: shown, of: register, in: key.kind)),
            text: Wording(try titles.text(of: shown, register, in: key)), isMasked: shown != value)
    }
}
