import CaseFile
import CaseWork
import ReplicaStore
import Replication

/// 找人找案: one box over households, people, cases and all that was written; also the first step of a visit.
enum FindPage {
    /// One sort of what was found.
    private struct Section: Sendable {
        let id: String
        let heading: String
        var rows: [FoundRow]
        let hasRows: Bool
        let hasMore: Bool

        init(_ id: String, _ heading: String, _ rows: [FoundRow]) {
            self.id = id
            self.heading = heading
            self.rows = Array(rows.prefix(FoundRow.most))
            hasRows = !rows.isEmpty
            hasMore = rows.count > FoundRow.most
        }
    }

    private struct Link: Sendable {
        let href: String
        let label: String
    }

    private struct Content: Sendable {
        let heading: String
        let text: String
        let isForVisit: Bool
        let draft: String?
        let sections: [Section]
        let isFound: Bool
        let isNothing: Bool
        let addLinks: [Link]
        let laterHref: String?
        let backHref: String?
        let duplicatesHref: String?
        let drafts: [VisitDrafts.Line]
        let hasDrafts: Bool
    }

    /// Longer texts are in no title; they would be searched for in every row.
    private static let charactersMax = 60

    static let routes: [PageRoute] = [
        .get("/find") { request in
            let (words, person) = (request.words, try request.person)
            let isForVisit = request.query["for"] == "visit"
            let draft = request.query["draft"].flatMap { RecordID($0) }
            let text = String((request.query["q"] ?? "").trimmed.prefix(charactersMax))
            let content = try await request.node.inspect { access in
                try found(text, isForVisit: isForVisit, draft, person, access, words)
            }
            return .page(template: "find", title: content.heading, content: content)
        }
    ]

    private static func found(
        _ text: String, isForVisit: Bool, _ draft: RecordID?, _ person: RecordID, _ access: PageAccess, _ words: Words
    ) throws -> Content {
        let language = words.language
        func section(_ id: String, _ kind: RecordKind, _ rows: [FoundRow]) -> Section {
            Section(id, access.catalog.label(of: kind).text(in: language), rows)
        }
        var sections = [
            section(
                "cases", CaseSchema.recordKind,
                try FoundRow.cases(text, isForVisit: isForVisit, access, words))
        ]
        if !text.isEmpty {
            sections.insert(
                section(
                    "households", HouseholdSchema.recordKind,
                    try FoundRow.households(text, isForVisit: isForVisit, access, words)), at: 0)
            sections.insert(
                section(
                    "people", PersonSchema.recordKind,
                    try FoundRow.people(text, isForVisit: isForVisit, access, words)), at: 1)
        }
        if !text.isEmpty, !isForVisit {
            sections.append(
                Section("mentions", words.text("find.mentions"), try FoundRow.mentions(text, access, words)))
        }
        var shown = sections.filter(\.hasRows)
        if !text.isEmpty, !shown.isEmpty { shown[0].rows[0].isFirst = true }
        let tail = AddPage.tail(isForVisit: isForVisit, draft: draft)
        let mayAdd = access.mayWriteAny
        var links = AddPage.kinds.map { kind in
            let label = ["kind": access.catalog.label(of: kind.kind).text(in: language)]
            return Link(href: "/add/\(kind.name)\(tail)", label: words.text("find.add", label))
        }
        if !isForVisit { links.append(Link(href: PeopleListPage.path, label: words.text("people_list.link"))) }
        let drafts = isForVisit && draft == nil ? try VisitDrafts.lines(of: person, access, words) : []
        return Content(
            heading: words.text(isForVisit ? "find.title_visit" : "find.title"), text: text, isForVisit: isForVisit,
            draft: draft?.description, sections: shown, isFound: !text.isEmpty && !shown.isEmpty,
            isNothing: shown.isEmpty && !text.isEmpty,
            addLinks: mayAdd ? links : [],
            laterHref: isForVisit && draft == nil && mayAdd ? "/visit/new?later=1" : nil,
            backHref: draft.map { PagePath.draft($0) },
            duplicatesHref: isForVisit || !text.isEmpty ? nil : "/duplicates", drafts: drafts,
            hasDrafts: !drafts.isEmpty)
    }
}
