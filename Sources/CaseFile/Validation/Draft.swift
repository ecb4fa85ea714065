public import Replication

/// What a person is about to write: registers of one record and their new values, before anything is stored.
public struct Draft: Sendable {
    public let kind: RecordKind
    public let values: [(RegisterNumber, Value)]

    public init(kind: RecordKind, values: [(RegisterNumber, Value)]) {
        self.kind = kind
        self.values = values
    }

    /// The value for `register`; `Value.none` where the draft does not write it.
    func value(_ register: RegisterNumber) -> Value {
        values.first { $0.0 == register }?.1 ?? .none
    }
}
