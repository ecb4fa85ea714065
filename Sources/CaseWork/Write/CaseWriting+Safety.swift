import CaseFile
import CaseStore
import Causality
import ReplicaStore
import Replication

/// A sign of danger is answered by name before what it was raised at is closed (当天处置).
extension CaseWriting {
    /// What stands against closing a case or a task, and against taking the sign itself back, while nobody has answered it.
    func safetyProblems(
        _ values: [(RegisterNumber, Value)], of key: RecordKey, beside record: MergedRecord<Codec>?
    ) throws -> [DraftProblem] {
        func written(_ register: RegisterNumber) -> Value? {
            values.first { $0.0 == register }?.1
        }
        switch key.kind {
        case CaseSchema.recordKind:
            guard record != nil else { return [] }
            let closing = [CaseSchema.stage, CaseSchema.proceduralEnd, CaseSchema.substantiveEnd].first { register in
                guard let value = written(register), value != .none else { return false }
                return register != CaseSchema.stage || value == .code("closed")
            }
            return try closing.map { try problems(at: $0, openIn: key) } ?? []
        case TaskSchema.recordKind:
            guard let closed = written(TaskSchema.closed), closed != .none,
                let file = (written(TaskSchema.case) ?? record?.shown(TaskSchema.case))?.reference
            else { return [] }
            return try problems(at: TaskSchema.closed, openIn: file.key(from: key))
        case VisitSchema.recordKind, EmotionSchema.recordKind:
            guard let record, let register = Safety.register(of: key.kind), let value = written(register),
                !value.raisesAlarm, record.values(of: register).contains(where: \.raisesAlarm)
            else { return [] }
            return try problems(at: register, withdrawing: record)
        default: return []
        }
    }

    /// What a new answer says of the raisings that it ends: those that are held here, and that its author was looking at. An
    /// answer that comes with its visit, as an import brings it, names none.
    func answeredSigns(
        _ values: [(RegisterNumber, Value)], of key: RecordKey, seen signs: [String]?
    ) throws -> [(RegisterNumber, Value)] {
        guard key.kind == SafetyAnswerSchema.recordKind,
            let raised = values.first(where: { $0.0 == SafetyAnswerSchema.raised })?.1.reference,
            let concern = try reading.safetyConcern(of: raised.key(from: key))
        else { return [] }
        let seen = concern.raises.map(\.change.description).filter { signs?.contains($0) ?? true }
        return [(AnsweredSigns.register, .list(seen.map { .text($0) }))]
    }

    /// What stands against withdrawing a record: that it raised a sign of danger, or has visits that did.
    func safetyProblems(withdrawing record: MergedRecord<Codec>) throws -> [DraftProblem] {
        switch record.key.kind {
        case CaseSchema.recordKind: return try problems(at: CaseSchema.stage, openIn: record.key)
        case VisitSchema.recordKind, EmotionSchema.recordKind:
            guard let register = Safety.register(of: record.key.kind) else { return [] }
            return try problems(at: register, withdrawing: record)
        default: return []
        }
    }

    private func problems(at register: RegisterNumber, openIn file: RecordKey) throws -> [DraftProblem] {
        let open = try reading.safetyConcerns(ofCase: file).filter { !$0.isAnswered }
        return open.isEmpty ? [] : [refusal(register, open.count)]
    }

    private func problems(
        at register: RegisterNumber, withdrawing record: MergedRecord<Codec>
    ) throws -> [DraftProblem] {
        var open = try reading.safetyConcern(of: record.key).map { [$0] } ?? []
        if record.key.kind == VisitSchema.recordKind {
            open += try transaction.cases.children(
                of: record.key, kind: EmotionSchema.recordKind, includingWithdrawn: true
            ).compactMap { try reading.safetyConcern(of: $0) }
        }
        open.removeAll(where: \.isAnswered)
        return open.isEmpty ? [] : [refusal(register, open.count)]
    }

    private func refusal(_ register: RegisterNumber, _ count: Int) -> DraftProblem {
        DraftProblem(
            .inconsistent, register: register,
            message: Label(
                "还有\(count)处安全风险没有人答复：先写明谁、什么时候、怎样处置的（tingsu safety list；tingsu safety answer），再办这一步",
                "\(count) safety concerns are not answered: first record who did what about them, and when "
                    + "(tingsu safety list; tingsu safety answer), then do this"))
    }
}
