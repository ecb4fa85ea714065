import CaseFile
import Replication

extension RecordRows {
    /// What a sign of danger asks for on the day on which it was first raised and not answered since. A withdrawn record
    /// raises it still: who withdrew it may not have known.
    static func alarm(of record: MergedRecord<some ChangeCodec>, unanswered raises: [SafetyRaise]) -> DueRow? {
        guard let register = Safety.register(of: record.key.kind), let first = raises.first,
            let day = ShanghaiTime(instant: first.recordedAt)?.date
        else { return nil }
        return DueRow(
            start: day, rule: DeadlineRuleBook.Agreed.safety, what: "",
            caseID: record.key.kind == VisitSchema.recordKind ? record.parent(VisitSchema.case) : nil,
            who: Worker(), isDisputed: record.values(of: register).count > 1, isDay: true, waits: true)
    }
}
