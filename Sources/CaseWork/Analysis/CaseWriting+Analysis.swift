import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseWriting {
    /// Writes what was found of some of the four sentences; the others stay as they are, and a blank text empties one. Nil
    /// where nothing would change.
    ///
    /// The four are one register, so that an analysis is read as a whole; who thought of one of them does not type the
    /// others again. Throws `CaseWorkError.nothingToWrite` where none is given, and `.fieldDisputed` without a token where
    /// people disagree.
    public mutating func analyse(
        _ key: RecordKey, _ findings: [CasePrinciple: String], seen: SeenToken? = nil
    ) throws -> SavedRecord? {
        guard key.kind == CaseSchema.recordKind, let record = try reading.merged(key) else {
            throw CaseWorkError.recordNotFound(key.id.description)
        }
        guard !findings.isEmpty else { throw CaseWorkError.nothingToWrite(key) }
        let known = record.shown(CaseSchema.principles)
        let texts = CasePrinciple.allCases.map { principle in
            (
                principle, was: known[member: principle.member].plainText ?? "",
                text: findings[principle]?.trimmed ?? known[member: principle.member].plainText ?? ""
            )
        }
        let isDisputed = record.values(of: CaseSchema.principles).count > 1
        guard isDisputed || texts.contains(where: { $0.was != $0.text }) else { return nil }
        let members = texts.filter { !$0.text.isEmpty }.map { ($0.0.rawValue, FieldValue.string($0.text)) }
        return try correct(
            RecordCorrection(
                record: key, fields: [("principles", members.isEmpty ? .null : .object(members))], seen: seen))
    }
}
