import CaseFile
import Node

/// Where a case stands as text: the steps with how long they took, who has it, which papers are missing.
struct CaseStateText {
    private let language: Language
    private let record: RecordText

    init(_ language: Language) {
        self.language = language
        record = RecordText(language)
    }

    private func words(_ zhHans: String, _ en: String) -> String { language == .zhHans ? zhHans : en }

    /// One line for each stay in a step.
    func steps(_ state: CaseStateReply) -> [String] {
        table(state.steps) + (state.backlogSteps.isEmpty ? [] : [words("  积案四步", "  Long-standing case")])
            + table(state.backlogSteps)
    }

    private func table(_ steps: [CaseStateReply.Step]) -> [String] {
        let rows = steps.map { step in
            [
                step.label.text(in: language),
                "\(step.from) → " + (step.until ?? (step.days == nil ? "" : words("今天", "today"))),
                step.days.map { duration($0, isOpen: step.until == nil) } ?? "",
            ]
        }
        return TextLayout.table(rows, indent: 2)
    }

    private func duration(_ days: Int, isOpen: Bool) -> String {
        isOpen
            ? words("已 \(days) 天", days == 1 ? "1 day so far" : "\(days) days so far")
            : words("\(days) 天", days == 1 ? "1 day" : "\(days) days")
    }

    /// The team, and what was asked to be handed over.
    func team(_ state: CaseStateReply) -> [String] {
        let members = state.team.map { member in
            [
                member.name.text(in: language),
                [member.leads ? words("包案负责", "leads") : "", member.role.text(in: language)]
                    .filter { !$0.isEmpty }.joined(separator: words("，", ", ")),
                "\(member.from ?? "") → \(member.until ?? (member.isCurrent ? words("今", "now") : ""))",
            ]
        }
        return TextLayout.table(members, indent: 2)
            + state.handovers.flatMap { handover in
                let isOpen = state.openHandovers.contains(handover.record.id)
                return TextLayout.facts(
                    [
                        "⇄ " + record.text(handover.field("asked_on")), record.text(handover.field("kind")),
                        record.text(handover.field("from")) + " → " + record.text(handover.field("to")),
                        isOpen ? words("【还没有答复】", "[not answered yet]") : record.text(handover.field("answer")),
                        handover.record.short,
                    ], indent: 2)
            }
    }

    /// The catalogue: each slot with its state, the papers in it, and why one is missing.
    func papers(_ state: CaseStateReply) -> [String] {
        let rows = state.papers.map { slot in
            let names = slot.papers.map { record.text($0.field("title")) }.filter { !$0.isEmpty }
            let notes = names + slot.reasons
            return [
                mark(slot.state) + slot.stateLabel.text(in: language),
                slot.label.text(in: language) + (slot.isRequired ? words("（必须）", " (required)") : "")
                    + (notes.isEmpty ? "" : words("：", ": ") + notes.joined(separator: words("；", "; "))),
            ]
        }
        return TextLayout.table(rows, indent: 2)
    }

    private func mark(_ state: String) -> String {
        ["present": "✓ ", "not_needed": "－ "][state] ?? "! "
    }
}
