import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 重复登记: pairs of people or households that may be one, side by side, for somebody to say.
enum DuplicatesPage {
    private struct Pair: Sendable {
        struct Side: Sendable {
            let title: String
            let lines: [String]
            let href: String
            /// What the button "this one is shown" sends.
            let word: String
        }

        let first: Side
        let second: Side
        let reasons: String
        let mayJudge: Bool
    }

    private struct Content: Sendable {
        let pairs: [Pair]
        let isNone: Bool
        let isCut: Bool
        let kind: String
        let isPeople: Bool
        let saved: SavedNotice?
        let problem: String?
    }

    private static let path = "/duplicates"
    /// Pairs on one page: each takes some twenty lines.
    private static let most = 10

    static let routes: [PageRoute] = [
        .get(path) { request in
            let (words, kind) = (request.words, try kind(request.query["kind"]))
            let saved = SavedNotice(request.query)
            let content = try await request.node.inspect { access in try filled(kind, access, words, saved) }
            return .page(template: "duplicates", title: words.text("duplicates.title"), content: content)
        },
        .post(path) { request in
            let (words, input) = (request.words, request.form)
            let kind = try kind(input["form_kind"])
            do {
                let person = try request.person
                try await request.node.record(as: person) { access, writing in
                    let verdict = try verdict(input, access, words)
                    _ = try writing.judge(verdict, access)
                }
                return .see("\(path)?kind=\(name(kind))&saved=1")
            } catch let error as CaseWorkError {
                let content = try await request.node.inspect { access in
                    try filled(kind, access, words, nil, problem: error.message(in: words.language))
                }
                return .page(
                    template: "duplicates", title: words.text("duplicates.title"), content: content,
                    status: .unprocessableContent)
            }
        },
    ]

    private static func kind(_ text: String?) throws -> RecordKind {
        switch text ?? "person" {
        case "person": PersonSchema.recordKind
        case "household": HouseholdSchema.recordKind
        default: throw PageFailure.notFound
        }
    }

    private static func name(_ kind: RecordKind) -> String {
        kind == PersonSchema.recordKind ? "person" : "household"
    }

    /// `form_verdict` is `first`, `second` (which of the two is shown) or `different`.
    private static func verdict(
        _ input: FormInput, _ access: PageAccess, _ words: Words
    ) throws -> SamenessVerdict {
        guard let first = input["form_first"].flatMap({ PagePath.key($0) }),
            let second = input["form_second"].flatMap({ PagePath.key($0) })
        else { throw PageFailure.notFound }
        let choice = input["form_verdict"] ?? ""
        guard ["first", "second", "different"].contains(choice) else { throw PageFailure.notFound }
        let typed = (input["form_reason"] ?? "").trimmed
        let reason = typed.isEmpty ? words.text("duplicates.reason_default") : typed
        return choice == "second"
            ? SamenessVerdict(first: second, second: first, isSame: true, reason: reason)
            : SamenessVerdict(first: first, second: second, isSame: choice == "first", reason: reason)
    }

    private static func filled(
        _ kind: RecordKind, _ access: PageAccess, _ words: Words, _ saved: SavedNotice?, problem: String? = nil
    ) throws -> Content {
        let found = try access.reading.likelySame(of: kind, limit: most + 1)
        let writable = Set(access.writableScopes.map(\.number))
        let pairs = try found.prefix(most).map { item in
            Pair(
                first: try side(item.first, access, words), second: try side(item.second, access, words),
                reasons: item.likeness.reasons.map { words.text("sameness.reason.\($0.rawValue)") }
                    .joined(separator: words.text("form.joint")),
                mayJudge: writable.contains(item.first.scope) || writable.contains(item.second.scope))
        }
        return Content(
            pairs: pairs, isNone: pairs.isEmpty, isCut: found.count > most, kind: name(kind),
            isPeople: kind == PersonSchema.recordKind, saved: saved, problem: problem)
    }

    /// What tells two of one name apart, with numbers masked.
    private static func side(_ key: RecordKey, _ access: PageAccess, _ words: Words) throws -> Pair.Side {
        let view = try access.reading.record(key)
        var titles = RecordTitles(access)
        titles.showsIDs = false
        let lines = try view.fields.filter { $0.shown != .none }.map { field in
            let value = access.catalog.masked(field.shown, of: field.register, in: key.kind)
            let label = access.catalog.label(of: field.register, in: key.kind).text(in: words.language)
            let text = try titles.text(of: value, field.register, in: key).text(in: words.language)
            return label + words.text("duplicates.colon") + Excerpt.text(text)
        }
        let children = try access.queries.children(of: key).count
        return Pair.Side(
            title: try titles.title(of: key)?.text(in: words.language) ?? "",
            lines: lines + [
                access.areaName(of: key.scope), words.text("duplicates.named_by", ["count": "\(children)"]),
            ],
            href: PagePath.record(key), word: PagePath.word(key))
    }
}
