import CaseFile
import CaseStore
import CaseWork
import Replication

/// 调解记录 on A4: what both sides said and agreed when they sat together, for both to sign.
///
/// It is made of a `JointRecord` and of who the parties are, and of nothing else: what one side said alone cannot come
/// onto it.
enum MediationSheetPage {
    /// Another sheet of the case.
    private struct Choice: Sendable {
        let choiceHref: String
        let choiceText: String
        let isShown: Bool
    }

    /// Somebody on one side.
    private struct Party: Sendable {
        let side: String
        let who: String
        let sex: String
        let birth: String
        let identity: String
        let address: String
        let remark: String
    }

    /// What was agreed.
    private struct Agreement: Sendable {
        struct Step: Sendable {
            let stepText: String
            let stepDue: String
            let stepAmount: String
        }

        let kindText: String
        let facts: String?
        let responsibilities: String?
        let terms: String?
        let total: String?
        let answers: [SheetAnswer]
        let hasAnswers: Bool
        let steps: [Step]
        let hasSteps: Bool
    }

    private struct Content: Sendable {
        let backHref: String
        /// To the agreement that is signed, else to the session; nil where there is neither.
        let attachHref: String?
        let choices: [Choice]
        let hasChoices: Bool
        /// How many sheets are not among the choices.
        let moreChoicesText: String?
        let leftOutText: String?
        let caseText: String
        let caseCode: String
        let categoryText: String
        let periodText: String
        let place: String
        let hosts: String
        let present: String
        /// What the county asks at such a session. What it asks of the case may have come from one side alone.
        let answers: [SheetAnswer]
        let parties: [Party]
        /// Who has no row: nobody is left out in silence.
        let morePartiesText: String?
        let narrative: String
        let hasNarrative: Bool
        let demands: [String]
        let hasDemands: Bool
        let agreements: [Agreement]
        let isAgreed: Bool
        let isWithdrawn: Bool
        let signings: [SheetSigning]
        let foot: SheetFoot
    }

    /// Parties with a row and a place to sign; further ones are named and sign on a sheet of their own.
    private static let partiesMax = 40
    /// Parties that are named behind the table; of still more, it says how many there are.
    private static let namesMax = 200
    private static let nameCharactersMax = 20
    private static let choicesMax = 40

    static let routes: [PageRoute] = [
        .get("/print/case/:scope/:id/mediation", in: .zhHans) { request in
            let key = try request.recordKey(CaseSchema.recordKind)
            let (words, person, asked) = (request.words, try request.person, request.query["of"])
            let content = try await request.node.inspect { access in
                try filled(key, sheet: asked.flatMap { RecordID($0) }, for: person, access, words)
            }
            return .page(template: "sheet-mediation", title: words.text("sheet.mediation_title"), content: content)
        }
    ]

    private static func filled(
        _ key: RecordKey, sheet asked: RecordID?, for person: RecordID, _ access: PageAccess, _ words: Words
    ) throws -> Content {
        let file = try access.reading.caseFile(key)
        let values = ShownValues(access, words)
        let sheet = SheetValues(values: values)
        let joint = JointRecord(file)
        let one = joint.sheets.first { asked == nil || $0.key?.id == asked }
        if asked != nil, one == nil { throw PageFailure.notFound }
        let session = one?.session
        let demands = file.demands.filter { demand in
            guard let session, let said = demand.shown(DemandSchema.visit).reference else { return false }
            return said.id == session.record.key.id && demand.field(DemandSchema.visit)?.isDisputed == false
        }
        let everybody = CasePartyLine.sorted(file.parties)
        let parties = Array(everybody.prefix(partiesMax))
        let agreements = one?.agreements ?? []
        let used =
            [file.record] + [session?.record].compactMap(\.self) + demands
            + agreements.flatMap { [$0.record] + $0.milestones }
        return Content(
            backHref: PagePath.case(key),
            attachHref: (agreements.first?.record ?? session?.record).flatMap { record in
                let mayWrite = access.mayWrite(record.key.scope)
                return mayWrite && !record.isWithdrawn ? PagePath.attaching(to: record.key) : nil
            },
            choices: joint.sheets.prefix(choicesMax).map { other in
                Choice(
                    choiceHref: PagePath.mediationSheet(of: key, sheet: other.key),
                    choiceText: words.text(
                        other.session == nil ? "sheet.choice_agreement" : "sheet.choice_session",
                        ["day": ShanghaiTime(instant: other.at)?.date.description ?? ""]),
                    isShown: other.key == one?.key)
            }, hasChoices: joint.sheets.count > 1,
            moreChoicesText: joint.sheets.count > choicesMax
                ? words.text("sheet.more_choices", ["count": "\(joint.sheets.count - choicesMax)"]) : nil,
            leftOutText: joint.leftOut > 0 ? words.text("sheet.left_out", ["count": "\(joint.leftOut)"]) : nil,
            caseText: try sheet.text(CaseSchema.title, of: file.record),
            caseCode: try sheet.text(CaseSchema.code, of: file.record),
            categoryText: try sheet.text(CaseSchema.mediationCategory, of: file.record),
            periodText: try session.map { try sheet.period(of: $0) } ?? agreements.first.map {
                try sheet.text(AgreementSchema.effectiveDate, of: $0.record)
            } ?? "",
            place: session.map {
                sheet.text(VisitSchema.place, member: VisitSchema.Place.text, of: $0.record)
            } ?? "", hosts: try session.map { try sheet.text(VisitSchema.visitors, of: $0.record) } ?? "",
            present: try session.map { try sheet.text(VisitSchema.present, of: $0.record) } ?? "",
            answers: try session.map { try SheetAnswer.all(of: $0.record, sheet) } ?? [],
            parties: try parties.map { try party($0, sheet) },
            morePartiesText: try more(Array(everybody.dropFirst(partiesMax)), sheet),
            narrative: try session.map { try sheet.text(VisitSchema.narrative, of: $0.record) } ?? "",
            hasNarrative: session?.record.shown(VisitSchema.narrative) ?? .none != .none,
            demands: try demands.map { try sheet.text(DemandSchema.text, of: $0) }, hasDemands: !demands.isEmpty,
            agreements: try agreements.map { try agreement($0, sheet) }, isAgreed: !agreements.isEmpty,
            isWithdrawn: file.record.isWithdrawn, signings: try signings(parties, sheet),
            foot: try SheetFoot(used, for: person, values))
    }

    private static func party(_ party: CaseFileView.Party, _ sheet: SheetValues) throws -> Party {
        let values = sheet.values
        func of(_ register: RegisterNumber) throws -> String {
            try party.person.map { try sheet.text(register, of: $0) } ?? ""
        }
        let capacity = party.party.shown(CasePartySchema.capacity)
        return Party(
            side: try sheet.text(CasePartySchema.side, of: party.party), who: try name(of: party, sheet),
            sex: try of(PersonSchema.sex), birth: try of(PersonSchema.birth),
            // Masked, as everything that leaves the screen.
            identity: party.person.map {
                sheet.text(PersonSchema.identity, member: PersonSchema.Identity.number, of: $0)
            } ?? "", address: try of(PersonSchema.address),
            remark: values.line([
                capacity == .code("self") ? nil : try sheet.text(CasePartySchema.capacity, of: party.party),
                try values.text(CasePartySchema.represents, of: party.party).map {
                    values.words.text("case_page.represents", ["name": $0])
                }, party.person.flatMap { CasePartyLine.death(of: $0, values.words) },
            ]))
    }

    /// The names of those who have no row; nil where everybody has one.
    private static func more(_ parties: [CaseFileView.Party], _ sheet: SheetValues) throws -> String? {
        guard !parties.isEmpty else { return nil }
        let names = try parties.prefix(namesMax).map {
            Excerpt.text(try name(of: $0, sheet), max: nameCharactersMax)
        }
        return sheet.values.words.text(
            "sheet.more_parties",
            [
                "count": "\(parties.count)",
                "names": sheet.values.joined(names + (parties.count > namesMax ? ["…"] : [])),
            ])
    }

    private static func name(of party: CaseFileView.Party, _ sheet: SheetValues) throws -> String {
        try party.person.map { try sheet.text(PersonSchema.name, of: $0) }
            ?? sheet.text(CasePartySchema.person, of: party.party)
    }

    private static func agreement(_ agreement: CaseFileView.Agreement, _ sheet: SheetValues) throws -> Agreement {
        let record = agreement.record
        func filled(_ register: RegisterNumber) throws -> String? {
            let text = try sheet.text(register, of: record)
            return text.isEmpty ? nil : text
        }
        let steps = try agreement.milestones.map { milestone in
            Agreement.Step(
                stepText: try sheet.text(MilestoneSchema.what, of: milestone),
                stepDue: sheet.text(MilestoneSchema.due, member: Due.date, of: milestone),
                stepAmount: sheet.text(
                    MilestoneSchema.payment, member: MilestoneSchema.Payment.amount, of: milestone))
        }
        let answers = try SheetAnswer.all(of: record, sheet)
        return Agreement(
            kindText: sheet.values.line([
                try sheet.text(AgreementSchema.kind, of: record), try sheet.text(AgreementSchema.number, of: record),
            ]), facts: try filled(AgreementSchema.facts),
            responsibilities: try filled(AgreementSchema.responsibilities),
            terms: try filled(AgreementSchema.terms),
            total: try filled(AgreementSchema.totalAmount), answers: answers, hasAnswers: !answers.isEmpty,
            steps: steps, hasSteps: !steps.isEmpty)
    }

    /// Those of both sides who are alive, then mediator, recorder and witness.
    private static func signings(_ parties: [CaseFileView.Party], _ sheet: SheetValues) throws -> [SheetSigning] {
        let words = sheet.values.words
        let sides = [
            (CasePartySchema.applicant, "sheet.sign_applicant"), (CasePartySchema.opponent, "sheet.sign_opponent"),
        ]
        let signers = try sides.flatMap { side, key in
            let own = parties.filter { party in
                party.party.shown(CasePartySchema.side).plainText == side
                    && party.person.flatMap { CasePartyLine.death(of: $0, words) } == nil
            }
            let named = try own.map {
                SheetSigning(role: words.text(key), signer: try name(of: $0, sheet), hasFingerprint: true)
            }
            return named.isEmpty ? [SheetSigning(role: words.text(key), signer: nil, hasFingerprint: true)] : named
        }
        return signers
            + ["sheet.sign_mediator", "sheet.sign_other", "sheet.recorder"].map {
                SheetSigning(role: words.text($0), signer: nil, hasFingerprint: false)
            }
    }
}
