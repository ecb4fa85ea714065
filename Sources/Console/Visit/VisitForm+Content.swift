import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

extension VisitForm {
    /// More than a household at table: the others are folded until one of them was there.
    private static let peopleMax = 6

    /// The form with what is filled in, and what is wrong with it.
    func content(
        _ state: DraftState, problems: [FormProblem] = [], notice: String? = nil, unfinished: RecordID? = nil,
        canDiscard: Bool = false
    ) throws -> VisitContent {
        let titles = RecordTitles(access)
        func title(_ key: RecordKey?) throws -> String? {
            try key.flatMap { try titles.title(of: $0)?.text(in: words.language) }
        }
        let visitFields = try fields(of: visit, problems)
        // A county may call its question `place_of_work`: its fields are told by their number, not by their name.
        let countyNames = visit.entries.filter(\.register.isCountys).map(\.name)
        let county = visitFields.filter { countyNames.contains($0.name) }
        func ofVisit(_ beginnings: String...) -> [FormField] {
            visitFields.filter { field in
                !countyNames.contains(field.name) && beginnings.contains { field.name.hasPrefix("visit." + $0) }
            }
        }
        let more = ofVisit("started", "ended", "place", "methods", "purpose", "next_contact", "campaign")
        let people = try subject.people.map { try person($0.name, $0.detail, $0.mark, problems) }
        let isFolded = people.count > VisitForm.peopleMax
        // Nobody is to be asked how a dead man feels; a visit from before may still be entered late.
        let near = people.enumerated().filter { index, person in
            person.isHere || person.problem != nil
                || !subject.people[index].isDeceased && (!isFolded || index < VisitForm.peopleMax)
        }
        let far = people.enumerated().filter { index, _ in !near.contains { $0.offset == index } }
        let known = Set(problems.compactMap(\.entry)).subtracting([
            VisitSubject.Field.scope, VisitSubject.Field.caseFile,
        ])
        let places = try places()
        let plan = try fields(of: plan, problems)
        let rare = plan.filter { ["plan.level", "plan.due.reason"].contains($0.name) }
        let safety = ofVisit("safety")
        return VisitContent(
            caseTitle: try title(subject.caseFile), caseHref: subject.caseFile.map(PagePath.record),
            householdTitle: try title(subject.household), areaName: subject.scope.map { access.areaName(of: $0) },
            hasSubject: subject.caseFile != nil || subject.household != nil, places: places,
            hasPlaces: !places.isEmpty, hidden: hidden, people: near.map(\.element), others: far.map(\.element),
            hasOthers: !far.isEmpty, newcomers: try newcomers.map { try newcomer($0, problems) },
            othersValue: input["others"] ?? "", mode: ofVisit("mode").first, narrative: ofVisit("narrative").first,
            demands: try demands.map { try demand($0, problems) }, county: county, hasCounty: !county.isEmpty,
            next: try next.map { try fields(of: $0, problems) } ?? [],
            safety: safety.filter { $0.name == "visit.safety.raised" },
            danger: safety.filter { $0.name != "visit.safety.raised" }, isDanger: isDangerRaised,
            plan: plan.filter { field in !rare.contains { $0.name == field.name } }, planMore: rare,
            isPlanMoreWrong: rare.contains { $0.problem != nil }, more: more,
            isMoreWrong: more.contains { $0.problem != nil }, companionsValue: input["companions"] ?? "",
            state: state, unfinishedHref: unfinished.map { PagePath.draft($0) },
            problems: problems.filter { $0.entry.map { !known.contains($0) } ?? true }.map(\.text),
            hasProblems: !problems.isEmpty, notice: notice, canDiscard: canDiscard,
            preparation: try subject.plan.map { try VisitPreparationLines($0, ShownValues(access, words)) })
    }

    /// The fields as filled in; a form that does not have them yet shows what the record says.
    private func fields(of form: RecordForm<PageCodec>, _ problems: [FormProblem]) throws -> [FormField] {
        let isFilled = form.entries.contains { entry in input.fields.contains { $0.name == entry.name } }
        return try form.fields(filledWith: isFilled ? input : nil, problems: problems)
    }

    private var hidden: [VisitContent.Hidden] {
        var hidden: [VisitContent.Hidden] = []
        if let key = subject.caseFile {
            hidden.append(.init(name: VisitSubject.Field.caseFile, value: PagePath.word(key)))
        }
        if let key = subject.household {
            hidden.append(.init(name: VisitSubject.Field.household, value: PagePath.word(key)))
        }
        if let plan = subject.plan {
            hidden.append(.init(name: VisitSubject.Field.plan, value: PagePath.word(plan.key)))
            hidden.append(
                .init(name: VisitSubject.Field.planSeen, value: input[VisitSubject.Field.planSeen] ?? ""))
        }
        if subject.caseFile != nil {
            hidden.append(.init(name: VisitSubject.Field.seen, value: input[VisitSubject.Field.seen] ?? ""))
        }
        return hidden + subject.people.map { .init(name: VisitSubject.Field.person, value: PagePath.word($0.key)) }
    }

    private func places() throws -> [PlaceChoice] {
        let writable = access.areaScopes
        guard subject.caseFile == nil, subject.household == nil, writable.count > 1 else { return [] }
        return PlaceChoice.all(writable, chosen: subject.scope?.description, access)
    }

    private func person(
        _ name: String, _ detail: String, _ mark: String, _ problems: [FormProblem]
    ) throws -> VisitContent.Person {
        func field(_ member: String) -> String { VisitPerson.field(mark, member) }
        func value(_ member: String) -> String { input[field(member)] ?? "" }
        func problem(_ member: String) -> String? { problems.first { $0.entry == field(member) }?.text }
        func scale(_ member: String) -> VisitScale {
            VisitScale(
                field(member), legend: words.text("visit.scale.\(member)", ["name": name]), chosen: value(member),
                problem: problem(member), words)
        }
        let codes = access.catalog.codeTable(.emotionLabel)?.codes.filter { !$0.isRetired } ?? []
        let feelings =
            [FormField.Option(id: "", value: "", label: words.text("form.not_chosen"), isChosen: false)]
            + codes.map {
                FormField.Option(
                    id: "", value: $0.code, label: $0.label.text(in: words.language),
                    isChosen: $0.code == value("feeling"))
            }
        return VisitContent.Person(
            name: name, detail: detail, hereName: field("here"), hereID: "h-" + mark, isHere: isHere(mark),
            before: scale("before"), after: scale("after"), feelingName: field("feeling"), feelingID: "e-" + mark,
            feelings: feelings, wordsName: field("words"), wordsID: "w-" + mark, wordsValue: value("words"),
            isObserved: !value("feeling").isEmpty || !value("words").isEmpty,
            problem: problem("words") ?? problem("feeling"), consentName: field("consent"), consentID: "c-" + mark,
            isConsented: value("consent") == "1", questions: questions(mark),
            isAsked: value("consent") == "1" || VisitPerson.questions.contains { !value($0).isEmpty },
            questionnaireProblem: problem("consent"),
            county: try countyFields(EmotionSchema.recordKind, in: VisitPerson.block(mark), problems))
    }

    /// The four questions in the words of the catalog.
    private func questions(_ mark: String) -> [VisitContent.Question] {
        guard
            case .group(let members)? = access.catalog.kind(EmotionSchema.recordKind)?
                .register(EmotionSchema.questionnaire)?.type
        else { return [] }
        return VisitPerson.questions.compactMap { name in
            guard let member = members.first(where: { $0.name == name }) else { return nil }
            let field = VisitPerson.field(mark, name)
            let id = "q-\(mark)-\(name)"
            return VisitContent.Question(
                text: member.label.text(in: words.language), name: field, id: id, value: input[field] ?? "")
        }
    }

    private func newcomer(_ number: Int, _ problems: [FormProblem]) throws -> VisitContent.Newcomer {
        let name = "new.\(number).name"
        let value = input[name] ?? ""
        let namesakes = try typed(name).map { try self.namesakes(of: $0) } ?? []
        let same = input["new.\(number).same"] ?? ""
        var options = try namesakes.map { item in
            FormField.Option(
                id: "s-\(number)-\(item.key.id.hexadecimal)", value: PagePath.word(item.key),
                label: words.text("visit.namesake", ["who": try described(item)]),
                isChosen: same == PagePath.word(item.key))
        }
        if !options.isEmpty {
            options.append(
                FormField.Option(
                    id: "s-\(number)-other", value: "other", label: words.text("visit.namesake_other"),
                    isChosen: same == "other"))
        }
        let titles = RecordTitles(access)
        let home = try subject.household.flatMap { try titles.title(of: $0)?.text(in: words.language) }
        let shown = typed(name) ?? words.text("visit.newcomer_unnamed")
        let problem = problems.first { $0.entry == name }?.text
        let isFilled = typed(name) != nil || isHere("new\(number)") || isCountyAnswered("new.\(number)")
        let county = try countyFields(PersonSchema.recordKind, in: "new.\(number)", problems)
        return VisitContent.Newcomer(
            number: number, name: name, value: value, problem: problem, home: home,
            isHome: input["new.\(number).home"] == "1", namesakes: options, hasNamesakes: !options.isEmpty,
            person: try person(shown, "", "new\(number)", problems),
            isOpen: isFilled || problem != nil || county.contains { $0.problem != nil } || subject.people.isEmpty,
            isLast: number == newcomers.last, shownName: typed(name), county: county)
    }

    /// What tells somebody from their namesakes.
    private func described(_ item: PersonItem) throws -> String {
        let titles = RecordTitles(access)
        let home = try item.household.flatMap { id in
            try titles.title(of: RecordKey(scope: item.key.scope, kind: HouseholdSchema.recordKind, id: id))?
                .text(in: words.language)
        }
        let birth = item.birth.map { words.text("visit.born", ["year": "\($0.year)"]) }
        return ([item.name] + [home, birth].compactMap(\.self)).joined(separator: words.text("visit.detail_joint"))
    }

    private func demand(_ number: Int, _ problems: [FormProblem]) throws -> VisitContent.Demand {
        let chosen = input["demand.\(number).person"] ?? ""
        let people =
            [("", words.text("form.not_chosen"))] + subject.people.map { ($0.mark, $0.name) }
            + newcomers.compactMap { number in typed("new.\(number).name").map { ("new\(number)", $0) } }
        return VisitContent.Demand(
            number: number, text: input["demand.\(number).text"] ?? "",
            people: people.map { FormField.Option(id: "", value: $0.0, label: $0.1, isChosen: $0.0 == chosen) },
            problem: problems.first { $0.entry == "demand.\(number).text" }?.text,
            county: try countyFields(DemandSchema.recordKind, in: "demand.\(number)", problems))
    }
}
