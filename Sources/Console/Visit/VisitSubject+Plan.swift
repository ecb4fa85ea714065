import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// What was prepared for a visit, as the form shows it to whoever stands at the door.
struct VisitPreparationLines: Sendable {
    /// One thing that is taken along.
    struct Line: Sendable {
        let preparedLabel: String
        let preparedText: String
    }

    let plannedText: String
    let lines: [Line]
    let hasLines: Bool

    init(_ planned: RecordView, _ values: ShownValues) throws {
        let kind = planned.definition?.register(VisitSchema.preparation)?.type
        var lines: [Line] = []
        if case .group(let members)? = kind {
            lines = members.compactMap { member in
                values.text(VisitSchema.preparation, member: member.number, of: planned).map {
                    Line(preparedLabel: member.label.text(in: values.words.language), preparedText: $0)
                }
            }
        }
        if let policies = try values.text(VisitSchema.policies, of: planned) {
            lines.append(
                Line(preparedLabel: values.label(VisitSchema.policies, of: planned.key.kind), preparedText: policies))
        }
        let time = try values.text(VisitSchema.planned, of: planned) ?? ""
        plannedText = values.words.text("visit_plan.made_of", ["time": time])
        self.lines = lines
        hasLines = !lines.isEmpty
    }
}

extension VisitSubject {
    /// The same form for a planned visit that is made now: its case and household, and what the plan says of it, so that
    /// nobody types it again. Throws `PageFailure.notFound` where it has been made.
    static func form(
        _ input: FormInput, making planned: RecordKey, by person: RecordID, _ access: PageAccess, _ words: Words
    ) throws -> FormInput {
        guard let view = try access.reading.visitToBeMade(planned) else { throw PageFailure.notFound }
        var input = input
        for register in [VisitSchema.case, VisitSchema.household] {
            guard let reference = view.shown(register).reference else { continue }
            let key = RecordKey(scope: reference.scope ?? planned.scope, kind: reference.kind, id: reference.id)
            if try access.transaction.state(of: key) != nil { input = try form(input, about: key, access) }
        }
        input.set(Field.plan, PagePath.word(planned))
        input.set(Field.planSeen, view.seen.description)
        let form = try VisitForm(input, access, words)
        for entry in form.visit.entries where input[entry.name] == nil {
            let shown = try form.visit.shown(entry)
            if !shown.text.isEmpty { input.set(entry.name, shown.text) }
            if let keep = shown.keep { input.set("keep." + entry.name, keep) }
        }
        let others = companions(of: view, beside: person, access)
        if !others.isEmpty { input.set("companions", others.joined(separator: words.text("form.joint"))) }
        return input
    }

    /// Those who were to go, without the one who records it.
    private static func companions(
        of view: RecordView, beside person: RecordID, _ access: PageAccess
    ) -> [String] {
        guard case .list(let visitors) = view.shown(VisitSchema.visitors) else { return [] }
        return visitors.compactMap { visitor in
            if let user = visitor[member: UserOrName.user].reference?.id {
                return user == person ? nil : access.directory.name(ofUser: user)
            }
            return visitor[member: UserOrName.name].plainText
        }
    }

    /// Lets a form go on without its plan: the plan stays open, and what was typed becomes a visit of its own.
    static func leavePlan(_ input: inout FormInput) {
        input.removeAll { $0 == Field.plan || $0 == Field.planSeen || $0.hasPrefix("was.visit.") }
    }

    /// Whether a visit about this record is still the one that was planned.
    static func isPlanned(_ planned: RecordView, about key: RecordKey) -> Bool {
        let register = key.kind == CaseSchema.recordKind ? VisitSchema.case : VisitSchema.household
        let reference = planned.shown(register).reference
        return planned.key.scope == key.scope && reference.map { $0.id == key.id } ?? true
    }
}
