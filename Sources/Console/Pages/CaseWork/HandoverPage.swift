import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import ReplicaStore
import Replication

/// 转办: what was asked of another township, and the form by which it accepts or objects.
///
/// Only where the records of both sides may be written; elsewhere the page says where that is.
enum HandoverPage {
    private struct Content: Sendable {
        let caseTitle: String
        let backHref: String
        let action: String
        let saved: SavedNotice?
        let problem: String?
        /// What was asked; nil where nothing waits for an answer.
        let asked: String?
        let askedDetails: String
        let reason: String?
        let papers: String?
        let fields: [FormField]
        let mayAnswer: Bool
        /// Where it can be answered; nil where it can be here.
        let elsewhere: String?
    }

    static let routes = PageRoute.caseForm("handover", title: "handover.title", write: answer, show: filled)

    private static func answer(
        _ key: RecordKey, _ input: FormInput, _ access: PageAccess, _ writing: inout PageWriting
    ) throws {
        try access.demandHeld(key)
        let (handover, order) = try access.openHandover(
            of: key, on: input.typed("form_on").map { try access.day(meantBy: $0) }, reason: input.typed("form_reason"))
        for scope in [key.scope, order.scope] { try access.demandWritable(scope) }
        // The form offers no other answer, and a case moves by none.
        guard let verdict = input["form_verdict"].flatMap(HandoverVerdict.init) else { throw PageFailure.notFound }
        _ = try writing.answerHandover(handover, of: key, verdict, order, by: input.typed("form_by"))
    }

    private static func filled(_ key: RecordKey, _ fields: WorkFields, _ saved: SavedNotice?) throws -> Content {
        let (access, words) = (fields.access, fields.words)
        guard let today = access.today, try access.transaction.state(of: key) != nil else {
            throw PageFailure.notFound
        }
        let values = ShownValues(access, words)
        let open = try access.reading.team(of: key).openHandovers.first { $0.shown(HandoverSchema.area) != .none }
        let target = open?.shown(HandoverSchema.area).reference.flatMap {
            access.directory.scope(ofArea: $0.id)?.number
        }
        let sides = [key.scope] + (target.map { [$0] } ?? [])
        let mayAnswer =
            open != nil
            && sides.allSatisfy { access.mayWrite($0) }
        let machines = access.machines(writing: sides)
        return Content(
            caseTitle: try values.title(of: key), backHref: PagePath.case(key), action: PagePath.handover(of: key),
            saved: saved, problem: fields.problem,
            asked: try open.map { try handover($0, values) },
            askedDetails: try open.map { try values.text(HandoverSchema.askedOn, of: $0) ?? "" } ?? "",
            reason: try open.flatMap { try values.text(HandoverSchema.reason, of: $0) },
            papers: try open.flatMap { try values.text(HandoverSchema.papers, of: $0) },
            fields: mayAnswer ? answerFields(fields, today: "\(today)") : [], mayAnswer: mayAnswer,
            elsewhere: open == nil || mayAnswer
                ? nil
                : machines.isEmpty
                    ? words.text("handover.at_the_center")
                    : words.text(
                        "handover.elsewhere", ["machines": machines.joined(separator: words.text("form.joint"))]))
    }

    private static func handover(_ record: RecordView, _ values: ShownValues) throws -> String {
        let sides = [
            try values.text(HandoverSchema.from, of: record), try values.text(HandoverSchema.to, of: record),
        ]
        return sides.map { Excerpt.text($0 ?? "—") }.joined(separator: " → ")
    }

    private static func answerFields(_ fields: WorkFields, today: String) -> [FormField] {
        [
            fields.codes("form_verdict", "handover.f.verdict", .handoverAnswer, isRequired: true, standard: "accepted"),
            fields.date("form_on", "handover.f.on", isRequired: true, standard: today),
            fields.line("form_by", "handover.f.by", hint: "handover.f.by_hint", isRequired: true),
            fields.lines("form_reason", "handover.f.reason", hint: "handover.f.reason_hint"),
        ]
    }
}
