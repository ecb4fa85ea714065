import CaseFile
import CaseStore
import CaseWork
import Replication

/// 一案一档: a case on one page, its head first, then the people, how they felt, and everything that happened.
enum CasePage {
    /// A field of the case that the head does not show.
    private struct Fact: Sendable {
        let factLabel: String
        let factText: String
    }

    /// A record that was taken out of use.
    private struct Withdrawn: Sendable {
        let withdrawnHref: String
        let withdrawnText: String
        let withdrawnWhy: String
    }

    private struct Content: Sendable {
        let head: CaseHead
        /// Signs of danger that nobody has answered; also of a case that was closed.
        let safetyText: String?
        let saved: SavedNotice?
        let visitHref: String?
        let correctHref: String?
        let withdrawHref: String?
        let reinstateHref: String?
        let printHref: String
        let exportHref: String
        let fieldsHref: String
        let standing: CaseStanding
        let work: CaseWorkLinks
        let facts: [Fact]
        let dates: [DueLine]
        let hasDates: Bool
        let moreDates: String?
        let parties: [CasePartyLine]
        let moreParties: String?
        let figures: [DistressFigure]
        let hasFigures: Bool
        let moreFigures: String?
        let entries: [CaseEntry]
        let hasEntries: Bool
        let isOldestFirst: Bool
        let otherOrderHref: String
        let pager: Pager?
        let withdrawn: [Withdrawn]
        let hasWithdrawn: Bool
        let withdrawnCount: Int
        let isWithdrawnOpen: Bool
        let withdrawnPager: Pager?
    }

    /// A page of a hundred kilobytes holds so many entries, each cut to its beginning.
    private static let entriesPerPage = 15
    private static let withdrawnPerPage = 10
    /// A case of more parties is a list of its own.
    private static let partiesMax = 20
    /// Each has its reasons with it.
    private static let datesMax = 12

    static let routes: [PageRoute] = [
        .get("/case/:scope/:id") { request in
            let key = try request.recordKey(CaseSchema.recordKind)
            let content = try await request.node.inspect { access in try filled(key, request, access) }
            return .page(
                template: "case-page", title: content.head.caseTitle, content: content)
        }
    ]

    private static func filled(_ key: RecordKey, _ request: PageRequest, _ access: PageAccess) throws -> Content {
        let (words, query) = (request.words, request.query)
        let file = try access.reading.caseFile(key)
        let values = ShownValues(access, words)
        let mayWrite = access.mayWrite(key.scope)
        let isStanding = !file.record.isWithdrawn
        let isOldestFirst = query["order"] == "old"
        func href(order: Bool, page: Int, withdrawn: Int? = nil) -> String {
            let parts = [
                order ? "order=old" : nil, page > 1 ? "page=\(page)" : nil, withdrawn.map { "withdrawn=\($0)" },
            ]
            .compactMap(\.self)
            return PagePath.case(key) + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
                + (withdrawn == nil ? "#timeline" : "#withdrawn")
        }
        let oldestFirst = CaseMatter.all(of: file)
        let matters = isOldestFirst ? oldestFirst : oldestFirst.reversed()
        let pager = Pager(count: matters.count, size: entriesPerPage, asked: query["page"], words) {
            href(order: isOldestFirst, page: $0)
        }
        let withdrawnPager = Pager(
            count: file.withdrawn.count, size: withdrawnPerPage, asked: query["withdrawn"], words
        ) { href(order: isOldestFirst, page: 1, withdrawn: $0) }
        let making = CaseEntryMaking(values: values, mayWrite: mayWrite)
        let parties = CasePartyLine.sorted(file.parties)
        let dates = try access.today.map { today in
            try access.reading.due(
                on: today, .all, DueSelection(scopes: [key.scope], caseID: key.id), limit: datesMax)
        }
        func more(_ count: Int) -> String? { count > 0 ? words.text("case_page.more", ["count": "\(count)"]) : nil }
        let open = try access.reading.safetyConcerns(ofCase: key).count { !$0.isAnswered }
        let isClosed = file.record.shown(CaseSchema.stage) == .code("closed") || !isStanding
        return Content(
            head: try CaseHead(file, values),
            safetyText: open == 0
                ? nil
                : words.text(isClosed ? "care.open_on_closed_case" : "care.open_on_case", ["count": "\(open)"]),
            saved: SavedNotice(query),
            visitHref: mayWrite && isStanding && Navigation.isThere("/visit/new", request)
                ? PagePath.visit(about: key) : nil,
            correctHref: mayWrite && isStanding ? PagePath.correction(key) : nil,
            withdrawHref: mayWrite && isStanding ? PagePath.withdrawal(key) : nil,
            reinstateHref: mayWrite && !isStanding ? PagePath.reinstatement(key) : nil,
            printHref: PagePath.mediationSheet(of: key), exportHref: PagePath.export(of: key),
            fieldsHref: PagePath.fields(key),
            standing: try CaseStanding(file, mayWrite: mayWrite, values),
            work: try CaseWorkLinks(file, mayWrite: mayWrite, values),
            facts: try facts(file.record, values),
            dates: try dates?.views.map { try DueLine($0, access, words, namesCase: false) } ?? [],
            hasDates: dates.map { !$0.views.isEmpty } ?? false,
            moreDates: dates.flatMap {
                $0.count > datesMax ? words.text("due_page.more", ["count": "\($0.count - datesMax)"]) : nil
            },
            parties: try parties.prefix(partiesMax).map { try CasePartyLine($0, values) },
            moreParties: more(parties.count - partiesMax),
            figures: file.distress.prefix(DistressFigure.peopleMax).enumerated().map { index, curve in
                DistressFigure(curve, number: index, words)
            }, hasFigures: !file.distress.isEmpty, moreFigures: more(file.distress.count - DistressFigure.peopleMax),
            entries: try matters[pager.range].map(making.entry), hasEntries: !matters.isEmpty,
            isOldestFirst: isOldestFirst, otherOrderHref: href(order: !isOldestFirst, page: 1),
            pager: pager.isNeeded ? pager : nil,
            withdrawn: try file.withdrawn[withdrawnPager.range].map { try withdrawn($0, values) },
            hasWithdrawn: !file.withdrawn.isEmpty, withdrawnCount: file.withdrawn.count,
            isWithdrawnOpen: query["withdrawn"] != nil, withdrawnPager: withdrawnPager.isNeeded ? withdrawnPager : nil)
    }

    /// What neither the head nor the work on the case says, the summary first.
    private static func facts(_ record: RecordView, _ values: ShownValues) throws -> [Fact] {
        let elsewhere = [
            CaseSchema.title, CaseSchema.code, CaseSchema.stage, CaseSchema.lead, CaseSchema.responsible,
            CaseSchema.next, CaseSchema.firstReceived, CaseSchema.summary, CaseSchema.principles,
        ]
        let others = record.fields.map(\.register).filter { !elsewhere.contains($0) }
        return try ([CaseSchema.summary] + others).compactMap { register in
            guard let text = try values.text(register, of: record) else { return nil }
            return Fact(
                factLabel: values.label(register, of: record.key.kind),
                factText: Excerpt.text(text, max: register == CaseSchema.summary ? 800 : Excerpt.entryMax))
        }
    }

    private static func withdrawn(_ record: RecordView, _ values: ShownValues) throws -> Withdrawn {
        Withdrawn(
            withdrawnHref: PagePath.record(record.key),
            withdrawnText: values.line([values.label(of: record.key.kind), try values.title(of: record.key)]),
            withdrawnWhy: Excerpt.text(record.withdrawalReason ?? "", max: 120))
    }
}
