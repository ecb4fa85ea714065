import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 案例库、政策工具库、多元参与网络: what the county has learnt and whom it can ask, in three lists.
enum LibraryPage {
    /// One line of a list.
    struct Line: Sendable {
        let lineHref: String
        let lineTitle: String
        let lineDetail: String
        /// Nil where nothing is the matter.
        let lineMark: String?
        let isGood: Bool
    }

    private struct Content: Sendable {
        let parts: [Choice]
        let isCases: Bool
        let isPolicies: Bool
        let isNetwork: Bool
        let lines: [Line]
        let hasLines: Bool
        let pager: Pager?
        let addHref: String?
        let saved: SavedNotice?
        let skills: [Choice]
    }

    /// A list to choose, or a skill.
    struct Choice: Sendable {
        let choiceHref: String
        let choiceText: String
        let isChosen: Bool
    }

    private enum Part: String, CaseIterable {
        case cases, policies, network

        var kind: RecordKind {
            switch self {
            case .cases: LibraryCaseSchema.recordKind
            case .policies: PolicyToolSchema.recordKind
            case .network: NetworkMemberSchema.recordKind
            }
        }
    }

    private static let linesPerPage = 30

    static let routes: [PageRoute] = [
        .get("/library") { request in
            let (words, query) = (request.words, request.query)
            let part = query["part"].flatMap(Part.init(rawValue:)) ?? .cases
            let skill = query["skill"].flatMap { $0.isEmpty ? nil : $0 }
            let content = try await request.node.inspect { access in
                let all: [Line]
                switch part {
                case .cases: all = try cases(access, words)
                case .policies: all = try policies(access, words)
                case .network: all = try network(access, words, skill: skill)
                }
                let address = "/library?part=\(part.rawValue)"
                let tail = skill.map { "&skill=\($0.queryEncoded)" } ?? ""
                let pager = Pager(count: all.count, size: linesPerPage, asked: query["page"], words) {
                    "\(address)\(tail)&page=\($0)"
                }
                let codes = access.catalog.codeTable(.networkSkill)?.codes.filter { !$0.isRetired } ?? []
                return Content(
                    parts: Part.allCases.map {
                        Choice(
                            choiceHref: "/library?part=\($0.rawValue)",
                            choiceText: words.text("library.part.\($0.rawValue)"),
                            isChosen: $0 == part)
                    }, isCases: part == .cases, isPolicies: part == .policies, isNetwork: part == .network,
                    lines: Array(all[pager.range]), hasLines: !all.isEmpty, pager: pager.isNeeded ? pager : nil,
                    addHref: part == .cases || !access.mayWriteAny
                        ? nil : NewRecordPage.resourcePath(part.kind),
                    saved: SavedNotice(query),
                    skills: part == .network
                        ? [
                            Choice(
                                choiceHref: address, choiceText: words.text("library.all_skills"),
                                isChosen: skill == nil)
                        ]
                            + codes.map {
                                Choice(
                                    choiceHref: "\(address)&skill=\($0.code.queryEncoded)",
                                    choiceText: $0.label.text(in: words.language), isChosen: $0.code == skill)
                            } : [])
            }
            return .page(template: "library", title: words.text("library.part.\(part.rawValue)"), content: content)
        }
    ]

    private static func cases(_ access: PageAccess, _ words: Words) throws -> [Line] {
        let values = ShownValues(access, words)
        return try access.reading.library().map { item in
            Line(
                lineHref: LibraryCasePage.path(item.record.key),
                lineTitle: Excerpt.text(item.record.shown(LibraryCaseSchema.title).plainText ?? "—"),
                lineDetail: values.line([
                    try values.text(LibraryCaseSchema.category, of: item.record),
                    try values.text(LibraryCaseSchema.mediationCategory, of: item.record),
                    access.areaName(of: item.record.key.scope),
                ]), lineMark: words.text("library.standing.\(item.standing.rawValue)"), isGood: item.standing == .usable
            )
        }
    }

    private static func policies(_ access: PageAccess, _ words: Words) throws -> [Line] {
        let values = ShownValues(access, words)
        return try access.queries.resources(of: PolicyToolSchema.recordKind).map { key in
            let view = try access.reading.record(key)
            let standing = access.today.map { access.reading.standing(ofPolicy: view, on: $0) } ?? .inForce
            var successor: String?
            if case .superseded(let new) = standing { successor = try values.title(of: new) }
            let label = standing.label(successor: successor)?.text(in: words.language)
            return Line(
                lineHref: PagePath.record(key),
                lineTitle: Excerpt.text(view.shown(PolicyToolSchema.title).plainText ?? "—"),
                lineDetail: values.line([
                    try values.text(PolicyToolSchema.number, of: view),
                    try values.text(PolicyToolSchema.issuer, of: view),
                    try values.text(PolicyToolSchema.validFrom, of: view).map {
                        words.text("library.from", ["day": $0])
                    },
                ]), lineMark: label ?? words.text("library.in_force"), isGood: label == nil)
        }
    }

    private static func network(_ access: PageAccess, _ words: Words, skill: String?) throws -> [Line] {
        let values = ShownValues(access, words)
        return try access.reading.network(skill: skill).map { view in
            Line(
                lineHref: PagePath.record(view.key),
                lineTitle: Excerpt.text(view.shown(NetworkMemberSchema.name).plainText ?? "—"),
                lineDetail: values.line([
                    try values.text(NetworkMemberSchema.skills, of: view),
                    try values.text(NetworkMemberSchema.organisation, of: view),
                    try values.text(NetworkMemberSchema.area, of: view),
                    try values.text(NetworkMemberSchema.phone, of: view),
                    try values.text(NetworkMemberSchema.availability, of: view),
                ]), lineMark: nil, isGood: true)
        }
    }
}
