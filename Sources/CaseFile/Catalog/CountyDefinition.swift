public import Replication

/// A record of the directory by which a county adds to its catalog, as the rules of `CountyCatalog` read it.
///
/// It keeps every reading of every register: what two people wrote without seeing each other is judged by a rule, and
/// not by whose clock was ahead.
public struct CountyDefinition: Hashable, Sendable {
    public let id: RecordID
    public let isWithdrawn: Bool
    /// The shown reading first. Looked up by number, never iterated.
    private let readings: [RegisterNumber: [Value]]

    public init(id: RecordID, isWithdrawn: Bool = false, readings: [RegisterNumber: [Value]]) {
        self.id = id
        self.isWithdrawn = isWithdrawn
        self.readings = readings
    }

    /// Every number that anybody wrote for a question: none of them is free.
    public var numbers: [Int64] {
        all(CountyFieldSchema.number).compactMap { if case .integer(let number) = $0 { number } else { nil } }
    }

    func all(_ register: RegisterNumber) -> [Value] { readings[register] ?? [] }

    func isDisputed(_ registers: RegisterNumber...) -> Bool { registers.contains { all($0).count > 1 } }

    /// The shown text or code without space around it; empty for anything else.
    func text(_ register: RegisterNumber) -> String {
        switch all(register).first {
        case .text(let text)?, .code(let text)?: text.trimmed
        default: ""
        }
    }

    func integer(_ register: RegisterNumber) -> Int64? {
        if case .integer(let number)? = all(register).first { number } else { nil }
    }

    /// The first day: the latest of what is written, since a form must not ask too early.
    func from(_ register: RegisterNumber) -> CivilDate? { dates(register).max() }

    /// The day of its end: the earliest of what is written, since whoever ended it meant it.
    func until(_ register: RegisterNumber) -> CivilDate? { dates(register).min() }

    private func dates(_ register: RegisterNumber) -> [CivilDate] {
        all(register).compactMap { value in if case .date(let date) = value { date } else { nil } }
    }
}
