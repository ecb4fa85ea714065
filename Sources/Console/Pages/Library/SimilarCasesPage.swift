import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 同类案例: the library cases that are like a case in hand, each with what both have.
enum SimilarCasesPage {
    /// One of them.
    struct Item: Sendable {
        let itemHref: String
        let itemTitle: String
        let itemScore: String
        let itemReasons: [String]
        let itemText: String
    }

    private struct Content: Sendable {
        let which: String
        let backHref: String
        let items: [Item]
        let hasItems: Bool
        let countText: String
    }

    /// Where they are looked for.
    static func path(_ key: RecordKey) -> String { PagePath.case(key) + "/similar" }

    static let routes: [PageRoute] = [
        .get("/case/:scope/:id/similar") { request in
            let key = try request.recordKey(CaseSchema.recordKind)
            let words = request.words
            let content = try await request.node.inspect { access in
                let found = try access.reading.similarCases(to: key)
                let count = try access.reading.library(isUsable: true).count
                return Content(
                    which: try ShownValues(access, words).title(of: key), backHref: PagePath.case(key),
                    items: found.map { item($0, access, words) }, hasItems: !found.isEmpty,
                    countText: words.text("similar.count", ["count": "\(count)"]))
            }
            return .page(template: "similar-cases", title: words.text("similar.title"), content: content)
        }
    ]

    private static func item(_ found: SimilarCase, _ access: PageAccess, _ words: Words) -> Item {
        Item(
            itemHref: LibraryCasePage.path(found.record.key),
            itemTitle: Excerpt.text(found.record.shown(LibraryCaseSchema.title).plainText ?? "—"),
            itemScore: words.text("similar.score", ["score": "\(found.score)"]),
            itemReasons: found.reasons.map { $0.label(in: access.catalog).text(in: words.language) },
            itemText: Excerpt.text(found.record.shown(LibraryCaseSchema.text).plainText ?? "", max: 160))
    }
}
