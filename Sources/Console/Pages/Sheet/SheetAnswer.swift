import CaseFile
import CaseWork
import Replication

/// A question of the county with its answer, as it stands on a sheet.
struct SheetAnswer: Sendable {
    let question: String
    /// Empty where it is to be written by hand.
    let answer: String

    /// The questions that are asked today or were answered. What is sensitive, or only for those who work on the case,
    /// stands on no sheet that somebody signs.
    static func all(of record: RecordView, _ sheet: SheetValues) throws -> [SheetAnswer] {
        guard let kind = record.definition else { return [] }
        return try kind.registers.filter { register in
            register.isCountys && !register.sensitivity.masksNumbers
                && (register.isAsked || record.shown(register.number) != .none)
        }.map { register in
            SheetAnswer(
                question: register.label.text(in: sheet.values.words.language),
                answer: try sheet.text(register.number, of: record))
        }
    }
}
