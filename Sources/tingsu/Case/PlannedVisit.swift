import CaseFile
import Node

/// A visit that was planned and is recorded now.
struct PlannedVisit {
    let record: RecordReply

    /// Throws `CommandFailure` for a visit that has been made, or that nobody planned.
    init(_ record: RecordReply) throws {
        self.record = record
        guard says("planned"), !says("started"), !says("ended"), !record.isWithdrawn else {
            throw CommandFailure(
                kind: .badInput, code: "visit-made",
                zhHans:
                    "“\(record.record.title.zhHans)”（\(record.record.short)）不是还没走的计划：要改它用 tingsu correct，另记一次不写 --plan",
                en:
                    "\"\(record.record.title.en)\" (\(record.record.short)) is no planned visit that is still to be made: "
                    + "change it with tingsu correct, or record another visit without --plan")
        }
    }

    /// The failure of what can only stand in a case, at a visit without one.
    static func hasNoCase(_ plan: String) -> CommandFailure {
        CommandFailure(
            kind: .badInput, code: "plan-without-case",
            zhHans: "走访计划“\(plan)”没有写案件：--next、--follow-up 要放在案件里，请先用 tingsu correct 补上案件",
            en:
                "planned visit \"\(plan)\" has no case: --next and --follow-up stand in one; add it with tingsu correct first"
        )
    }

    /// Whether it says who goes.
    var namesVisitors: Bool { says("visitors") }

    /// The id of its case.
    var caseFile: String? {
        guard case .string(let text)? = record.field("case")?.readings.first?.value.field else { return nil }
        return text
    }

    private func says(_ name: String) -> Bool {
        record.field(name)?.readings.contains { $0.value.field != .null } ?? false
    }
}
