import CaseFile
import CaseStore
import CaseWork
import Replication

/// 说法不一: every field about which people disagree, and edits of withdrawn records that nobody has looked at.
enum ConflictsPage {
    private struct Conflict: Sendable {
        let settleHref: String
        let what: String
        let which: String
        let sides: [ConflictSides.Side]
    }

    /// A record that was withdrawn while somebody edited it.
    private struct Beside: Sendable {
        let besideHref: String
        let besideTitle: String
        let besideText: String
    }

    private struct Content: Sendable {
        let conflicts: [Conflict]
        let hasConflicts: Bool
        let pager: Pager?
        let besides: [Beside]
        let hasBesides: Bool
    }

    private static let perPage = 12
    /// Characters of a reading in the list; its own page has the whole.
    private static let textMax = 160
    /// Each costs a look at all changes of its record.
    private static let besidesMax = 20

    static let routes: [PageRoute] = [
        .get("/conflicts") { request in
            let person = try request.person
            let (words, query) = (request.words, request.query)
            let content = try await request.node.inspect { access in try filled(for: person, query, access, words) }
            return .page(template: "conflicts", title: words.text("home.conflicts"), content: content)
        }
    ]

    private static func filled(
        for person: RecordID, _ query: FormInput, _ access: PageAccess, _ words: Words
    ) throws -> Content {
        let values = ShownValues(access, words)
        let pager = Pager(
            count: try access.queries.conflictCount(), size: perPage, asked: query["page"], words
        ) { $0 > 1 ? "/conflicts?page=\($0)" : "/conflicts" }
        let items = try access.queries.conflicts(limit: perPage, offset: pager.range.lowerBound)
        let conflicts = try items.compactMap { item -> Conflict? in
            guard let view = try access.reading.conflict(about: item.register, of: item.key) else { return nil }
            return Conflict(
                settleHref: PagePath.conflict(item.register, of: item.key),
                what: values.label(item.register, of: item.key.kind),
                which: values.line([
                    values.label(of: item.key.kind), try values.title(of: item.key),
                    access.areaName(of: item.key.scope),
                ]), sides: try ConflictSides(view, values, textMax: textMax).sides)
        }
        let besides = try access.reading.editsBesideWithdrawals().sorted { left, right in
            // What one has withdrawn oneself is for oneself to look at.
            let mine = (left.withdrawnBy.contains(person), right.withdrawnBy.contains(person))
            return mine.0 == mine.1 ? left.key < right.key : mine.0
        }
        return Content(
            conflicts: conflicts, hasConflicts: !conflicts.isEmpty, pager: pager.isNeeded ? pager : nil,
            besides: try besides.prefix(besidesMax).map { try beside($0, values) }, hasBesides: !besides.isEmpty)
    }

    private static func beside(_ edit: EditBesideWithdrawal, _ values: ShownValues) throws -> Beside {
        Beside(
            besideHref: PagePath.fields(edit.key),
            besideTitle: values.line([values.label(of: edit.key.kind), try values.title(of: edit.key)]),
            besideText: values.words.text(
                "conflict.beside",
                [
                    "names": values.joined(edit.withdrawnBy.map { values.access.directory.name(ofUser: $0) }),
                    "fields": values.joined(edit.registers.map { values.label($0, of: edit.key.kind) }),
                ]))
    }
}
