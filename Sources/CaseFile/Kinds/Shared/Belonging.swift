public import Replication

/// What a record of a case file belongs to, and so with what it moves.
///
/// The first of the registers that has a value names it: a visit belongs to its case, and to the household only where there
/// is no case.
public enum Belonging {
    /// The registers that say so, the one that counts first; none for a kind that belongs to nothing.
    public static func registers(of kind: KindDefinition) -> [RegisterNumber] {
        switch kind.kind {
        case VisitSchema.recordKind: [VisitSchema.case, VisitSchema.household]
        case EmotionSchema.recordKind: [EmotionSchema.visit]
        case SafetyAnswerSchema.recordKind: [SafetyAnswerSchema.case, SafetyAnswerSchema.raised]
        case TaskReplySchema.recordKind: [TaskReplySchema.task, TaskReplySchema.case]
        case OpinionSchema.recordKind: [OpinionSchema.case, OpinionSchema.consultation]
        case PersonSchema.recordKind: [PersonSchema.household]
        default:
            kind.registers.filter { $0.type == .reference([CaseSchema.recordKind]) }.map(\.number)
        }
    }

    /// The kinds that move by themselves, and take with them what belongs to them.
    public static let moving = [HouseholdSchema.recordKind, CaseSchema.recordKind]
}
