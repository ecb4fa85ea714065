import CaseFile
import Replication

extension RecordRows {
    /// What a raised safety flag asks for on the day on which it was recorded. Any reading that raises it counts, the
    /// earliest of them, and a withdrawn record raises it still: who withdrew it may not have known.
    static func alarms(of record: MergedRecord<some ChangeCodec>) -> [DueRow] {
        let register: RegisterNumber
        switch record.key.kind {
        case VisitSchema.recordKind: register = VisitSchema.safety
        case EmotionSchema.recordKind: register = EmotionSchema.safety
        default: return []
        }
        guard !record.state[register].isEmpty else { return [] }
        let raised = record.state[register].filter {
            record.decode($0.value)[member: Safety.raised] == .boolean(true)
        }
        guard let first = raised.map(\.recordedAt).min(), let day = ShanghaiTime(instant: first)?.date else {
            return []
        }
        return [
            DueRow(
                start: day, rule: DeadlineRuleBook.Agreed.safety, what: "",
                caseID: record.key.kind == VisitSchema.recordKind ? record.parent(VisitSchema.case) : nil,
                who: Worker(), isDisputed: record.values(of: register).count > 1, isDay: true, waits: true)
        ]
    }
}
