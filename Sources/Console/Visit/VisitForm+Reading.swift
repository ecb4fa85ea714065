import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// Why a visit was not saved: each at its field.
struct VisitRefusal: Error, Sendable {
    let problems: [FormProblem]
}

extension VisitForm {
    /// Saves what was filled in as one unit, and answers the visit's key. Throws `VisitRefusal`.
    func save(as id: RecordID, by author: RecordID, _ writing: inout PageWriting) throws -> RecordKey {
        guard let scope = subject.scope else {
            throw refusal(VisitSubject.Field.scope, "visit.problem.scope")
        }
        do {
            try access.demandWritable(scope)
        } catch {
            throw VisitRefusal(problems: [FormProblem(entry: nil, text: error.message(in: words.language))])
        }
        // Before anything else that is wrong with it: people whom the first save recorded are known by name now.
        let key = subject.plan?.key ?? RecordKey(scope: scope, kind: VisitSchema.recordKind, id: id)
        guard !isMadeAlready, try subject.plan != nil || access.transaction.state(of: key) == nil else {
            throw CaseWorkError.recordExists(key)
        }
        let unit = try unit(author)
        if unit.caseFile == nil, unit.needsCase {
            throw refusal(VisitSubject.Field.caseFile, "visit.problem.case")
        }
        let drafts = unit.drafts(id: id)
        var edits = drafts.map { RecordEdit.create($0.draft) }
        if let plan = subject.plan {
            let correction = RecordCorrection(
                record: plan.key, fields: unit.visitFields, seen: try seen(VisitSubject.Field.planSeen))
            edits.append(.correct(correction))
        }
        if let caseFile = subject.caseFile, !unit.caseFields.isEmpty {
            let correction = RecordCorrection(
                record: caseFile, fields: unit.caseFields, seen: try seen(VisitSubject.Field.seen))
            edits.append(.correct(correction))
        }
        let refusals = try writing.refusals(of: edits, in: scope)
        guard refusals.isEmpty else {
            throw VisitRefusal(
                problems: refusals.flatMap { refused in
                    let isVisit = refused.edit == drafts.count && subject.plan != nil
                    let part = refused.edit < drafts.count ? drafts[refused.edit].part : isVisit ? .visit : nil
                    return problems(refused.error, in: part, unit)
                })
        }
        _ = try writing.save(edits, in: scope)
        return key
    }

    /// What was looked at when the form was opened.
    private func seen(_ field: String) throws -> SeenToken {
        do {
            return try SeenToken(input[field] ?? "")
        } catch {
            throw VisitRefusal(problems: [FormProblem(entry: nil, text: error.message(in: words.language))])
        }
    }

    private func refusal(_ field: String?, _ word: String, _ arguments: [String: String] = [:]) -> VisitRefusal {
        VisitRefusal(problems: [FormProblem(entry: field, text: words.text(word, arguments))])
    }

    // MARK: The parts

    /// What was filled in, as the use case takes it. Throws `VisitRefusal` with everything that cannot be read.
    private func unit(_ author: RecordID) throws -> VisitUnit {
        var problems: [FormProblem] = []
        var unit = VisitUnit(visit: visit.changes(in: input), caseFile: subject.caseFile.map(subject.reference))
        unit.planned = subject.plan.map { subject.reference($0.key) }
        // What the plan says already is not written over.
        if let caseFile = subject.caseFile, let plan = subject.plan, plan.shown(VisitSchema.case) == .none {
            unit.visit.append(("case", .string(subject.reference(caseFile))))
        }
        if let household = subject.household,
            subject.plan.map({ $0.shown(VisitSchema.household) == .none }) ?? true
        {
            unit.visit.append(("household", .string(subject.reference(household))))
        }
        unit.visit.append(("visitors", visitors(author)))

        var present: [FieldValue] = []
        func meet(_ reference: String, _ mark: String) {
            present.append(.object([("person", .string(reference))]))
            if let feeling = feeling(of: reference, mark, &problems) { unit.feelings.append(feeling) }
        }
        for person in subject.people where isHere(person.mark) { meet(subject.reference(person.key), person.mark) }
        for number in newcomers {
            guard let reference = try newcomer(number, &unit, &problems) else { continue }
            meet(reference, "new\(number)")
        }
        present += lines("others").map { .object([("name", .string($0))]) }
        if !present.isEmpty { unit.visit.append(("present", .array(present))) }

        for number in demands {
            guard let text = typed("demand.\(number).text") else {
                if isCountyAnswered("demand.\(number)") {
                    problems.append(
                        FormProblem(
                            entry: "demand.\(number).text", text: words.text("visit.problem.demand_missing")))
                }
                continue
            }
            var fields: TypedFields = [("text", .string(text))]
            if let who = try typed("demand.\(number).person").flatMap({ try person(meantBy: $0) }) {
                fields.append(("person", .string(who)))
            }
            unit.demands.append(fields + countyAnswers(DemandSchema.recordKind, in: "demand.\(number)"))
        }
        // A level alone is only what the form began with.
        let isCountysAnswered = plan.entries.contains { $0.register.isCountys && typed($0.name) != nil }
        if typed("plan.due.date") != nil || typed("plan.purpose") != nil || typed("plan.due.reason") != nil
            || isCountysAnswered
        {
            unit.plans.append(plan.changes(in: input))
        }
        if isDangerRaised {
            if typed("visit.safety.concern") == nil {
                problems.append(
                    FormProblem(entry: "visit.safety.concern", text: words.text("visit.problem.concern")))
            }
            if unit.caseFile != nil, let today = access.today { unit.plans.append(sameDay(today)) }
        }
        if let next { unit.nextStep = next.changes(in: input).first?.value }
        guard problems.isEmpty else { throw VisitRefusal(problems: problems) }
        return unit
    }

    var isDangerRaised: Bool { input["visit.safety.raised"] == "1" }

    /// Danger is the township's business the same day: it stands in what is due there as soon as it arrives. It tells
    /// nothing of what was said.
    private func sameDay(_ today: CivilDate) -> TypedFields {
        [
            ("level", .string("town")), ("due", .object([("date", .string("\(today)"))])),
            ("purpose", .string(words.text("visit.same_day"))),
        ]
    }

    /// Who speaks, and whom they brought along.
    private func visitors(_ author: RecordID) -> FieldValue {
        let companions = lines("companions").map { name -> FieldValue in
            let users = access.directory.users.filter { $0.name == name }
            return users.count == 1
                ? .object([("user", .string(users[0].id.description))]) : .object([("name", .string(name))])
        }
        return .array([.object([("user", .string(author.description))])] + companions)
    }

    /// The reference to somebody whose name was typed: one who is recorded, or one whom this save records.
    private func newcomer(
        _ number: Int, _ unit: inout VisitUnit, _ problems: inout [FormProblem]
    ) throws -> String? {
        guard let name = typed("new.\(number).name") else {
            if isHere("new\(number)") || isCountyAnswered("new.\(number)") {
                problems.append(
                    FormProblem(entry: "new.\(number).name", text: words.text("visit.problem.name_missing")))
            }
            return nil
        }
        let same = input["new.\(number).same"] ?? ""
        let namesakes = try namesakes(of: name)
        if let known = namesakes.first(where: { PagePath.word($0.key) == same }) { return subject.reference(known.key) }
        guard namesakes.isEmpty || same == "other" else {
            problems.append(
                FormProblem(
                    entry: "new.\(number).name", text: words.text("visit.problem.namesake", ["name": name])))
            return nil
        }
        var fields: TypedFields = [("name", .string(name))]
        if let household = subject.household, input["new.\(number).home"] == "1" {
            fields.append(("household", .object([("household", .string(subject.reference(household)))])))
        }
        fields += countyAnswers(PersonSchema.recordKind, in: "new.\(number)")
        unit.newcomers.append(RecordDraft(kind: "person", localName: "new\(number)", fields: fields))
        return "@new\(number)"
    }

    /// The person whom a demand's field names. Nil for one who is not in the form.
    private func person(meantBy text: String) throws -> String? {
        if let known = subject.people.first(where: { $0.mark == text }) { return subject.reference(known.key) }
        guard let number = newcomers.first(where: { "new\($0)" == text }), let name = typed("new.\(number).name") else {
            return nil
        }
        let same = input["new.\(number).same"] ?? ""
        let known = try namesakes(of: name).first { PagePath.word($0.key) == same }
        return known.map { subject.reference($0.key) } ?? "@new\(number)"
    }

    private func feeling(
        of person: String, _ mark: String, _ problems: inout [FormProblem]
    ) -> VisitUnit.Feeling? {
        func rating(_ name: String) -> VisitUnit.Rating? {
            guard let text = typed(VisitPerson.field(mark, name)) else { return nil }
            if text == VisitScale.declined { return .declined }
            guard let score = Int64(text), (0...10).contains(score) else {
                problems.append(
                    FormProblem(
                        entry: VisitPerson.field(mark, name),
                        text: words.text("visit.problem.rating", ["text": String(text.prefix(40))])))
                return nil
            }
            return .score(score)
        }
        let answers = VisitPerson.questions.map { typed(VisitPerson.field(mark, $0)).flatMap { Int64($0) } }
        let consents = input[VisitPerson.field(mark, "consent")] == "1"
        var feeling = VisitUnit.Feeling(
            person: person, before: rating("before"), after: rating("after"),
            observed: typed(VisitPerson.field(mark, "feeling")), observerWords: typed(VisitPerson.field(mark, "words")))
        if consents || answers.contains(where: { $0 != nil }) {
            feeling.questionnaire = VisitUnit.Questionnaire(consents: consents, answers: answers)
        }
        feeling.more = countyAnswers(EmotionSchema.recordKind, in: VisitPerson.block(mark))
        let isEmpty =
            feeling.before == nil && feeling.after == nil && feeling.observed == nil && feeling.observerWords == nil
            && feeling.questionnaire == nil
            && feeling.more.isEmpty
        return isEmpty ? nil : feeling
    }

    private func lines(_ name: String) -> [String] {
        (input[name] ?? "").split { $0.isNewline || "、，,;；".contains($0) }.map(\.trimmed).filter { !$0.isEmpty }
    }

    // MARK: Refusals

    private func problems(
        _ error: CaseWorkError, in part: VisitUnit.Part?, _ unit: VisitUnit
    ) -> [FormProblem] {
        func at(_ entry: String?) -> [FormProblem] {
            let texts: [String]
            if case .invalid(let problems) = error {
                texts = problems.map { $0.message.text(in: words.language) }
            } else {
                texts = [error.message(in: words.language)]
            }
            return texts.map { FormProblem(entry: entry, text: $0) }
        }
        switch part {
        case .newcomer(let index):
            let block = unit.newcomers[index].localName.map { "new.\($0.dropFirst(3))" }
            return block.flatMap { countyProblems(of: error, PersonSchema.recordKind, in: $0) }
                ?? at(block.map { $0 + ".name" })
        case .visit: return visit.problems(of: error, in: input)
        case .feeling(let index):
            let person = unit.feelings[index].person
            let mark =
                subject.people.first { subject.reference($0.key) == person }?.mark ?? String(person.dropFirst())
            if case .invalid(let problems) = error, problems.allSatisfy({ $0.register == EmotionSchema.questionnaire })
            {
                return at(VisitPerson.field(mark, "consent"))
            }
            return countyProblems(of: error, EmotionSchema.recordKind, in: VisitPerson.block(mark))
                ?? at(VisitPerson.field(mark, "words"))
        case .demand(let index):
            let filled = demands.filter { typed("demand.\($0).text") != nil }
            guard filled.indices.contains(index) else { return at(nil) }
            let block = "demand.\(filled[index])"
            return countyProblems(of: error, DemandSchema.recordKind, in: block) ?? at(block + ".text")
        case .plan: return plan.problems(of: error, in: input)
        case nil: return next?.problems(of: error, in: input) ?? at(nil)
        }
    }
}
