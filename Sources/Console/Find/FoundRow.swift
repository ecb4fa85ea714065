import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// A household, a person or a case that was found.
struct FoundRow: Sendable {
    let title: String
    let detail: String
    /// Where it leads; with a draft the row is a button that puts the record there.
    let href: String
    /// The record as `PagePath.word`.
    let about: String
    /// Nil where no visit can be made of it.
    let visitHref: String?
    /// Where the reader begins: on the first of what they looked for.
    var isFirst = false

    /// How many of each sort are shown: whoever sees more types more.
    static let most = 20

    private init(
        _ key: RecordKey, _ title: String, _ details: [String?], isForVisit: Bool, offersVisit: Bool = true,
        _ words: Words
    ) {
        self.title = title
        detail = details.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: words.text("find.joint"))
        let visit = PagePath.visit(about: key)
        visitHref = offersVisit ? visit : nil
        href = isForVisit ? visit : PagePath.record(key)
        about = PagePath.word(key)
    }

    /// Households by address or head.
    static func households(
        _ text: String, isForVisit: Bool, _ access: PageAccess, _ words: Words
    ) throws -> [FoundRow] {
        try access.queries.households(matching: text, limit: most + 1).map { item in
            FoundRow(
                item.key, item.address, [item.headName, access.areaName(of: item.key.scope)], isForVisit: isForVisit,
                words)
        }
    }

    /// People by name, with where they live.
    static func people(
        _ text: String, isForVisit: Bool, _ access: PageAccess, _ words: Words
    ) throws -> [FoundRow] {
        let titles = RecordTitles(access)
        return try access.queries.people(named: text, limit: most + 1).map { item in
            let home = try item.household.flatMap { id in
                try titles.title(of: RecordKey(scope: item.key.scope, kind: HouseholdSchema.recordKind, id: id))?
                    .text(in: words.language)
            }
            return FoundRow(
                item.key, item.name,
                [
                    home, item.birth.map { words.text("visit.born", ["year": "\($0.year)"]) },
                    access.areaName(of: item.key.scope),
                ], isForVisit: isForVisit, words)
        }
    }

    /// Records with the words in any of their texts, but those that are found by name already.
    static func mentions(_ text: String, _ access: PageAccess, _ words: Words) throws -> [FoundRow] {
        guard let query = SearchQuery(text) else { return [] }
        let titles = RecordTitles(access)
        let found = try access.reading.find(query, limit: most + named.count * most + 1).filter {
            !named.contains($0.key.kind) || !isName($0.register, of: $0.key.kind)
        }
        return try found.prefix(most + 1).map { item in
            let title =
                try titles.title(of: item.key)?.text(in: words.language) ?? RecordTitles<PageCodec>.short(item.key.id)
            let name = [access.catalog.label(of: item.key.kind).text(in: words.language), title]
            return FoundRow(
                item.key, name.joined(separator: words.text("find.joint")),
                [item.excerpt, access.areaName(of: item.key.scope)], isForVisit: false,
                offersVisit: try VisitSubject.isOne(item.key, access), words)
        }
    }

    /// The kinds with a section of their own.
    private static let named: [RecordKind] = [
        HouseholdSchema.recordKind, PersonSchema.recordKind, CaseSchema.recordKind,
    ]

    /// Whether that section looks into the register.
    private static func isName(_ register: RegisterNumber, of kind: RecordKind) -> Bool {
        switch kind {
        case HouseholdSchema.recordKind: register == HouseholdSchema.address || register == HouseholdSchema.head
        case PersonSchema.recordKind: register == PersonSchema.name
        default: register == CaseSchema.title || register == CaseSchema.code
        }
    }

    /// Cases by a part of their title or code; without a text those whose next step is due first.
    static func cases(
        _ text: String, isForVisit: Bool, _ access: PageAccess, _ words: Words
    ) throws -> [FoundRow] {
        let items =
            try text.isEmpty
            ? access.queries.cases(limit: most + 1) : access.queries.cases(containing: text, limit: most + 1)
        return items.map { item in
            let stage = item.stage.map {
                access.catalog.text(for: .code($0), as: .code(.caseStage), in: words.language, from: .village)
            }
            return FoundRow(
                item.key, item.title, [item.code, stage, item.nextStep, access.areaName(of: item.key.scope)],
                isForVisit: isForVisit, words)
        }
    }
}
