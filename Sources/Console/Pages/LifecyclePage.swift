import CaseFile
import CaseStore
import CaseWork
import Hummingbird
import Replication

/// 作废 and 恢复: takes a record out of use, or puts it back, with the reason.
enum LifecyclePage {
    private struct Content: Sendable {
        let isWithdrawal: Bool
        let which: String
        let action: String
        let backHref: String
        let seen: String
        let reason: String
        let problem: String?
        /// What others changed without knowing of the withdrawal.
        let besideText: String?
    }

    private enum Wish: String {
        case withdraw
        case reinstate
    }

    static let routes: [PageRoute] = routes(.withdraw) + routes(.reinstate)

    private static func routes(_ wish: Wish) -> [PageRoute] {
        let path = "/record/:scope/:kind/:id/\(wish.rawValue)"
        return [
            .get(path) { request in
                let (key, words) = (try request.recordKey, request.words)
                let content = try await request.node.inspect { access in try filled(wish, key, access, words) }
                return .page(template: "lifecycle", title: words.text("lifecycle.\(wish.rawValue)"), content: content)
            },
            .post(path) { request in
                let (key, words, input) = (try request.recordKey, request.words, request.form)
                do {
                    try await request.node.record(as: try request.person) { access, writing in
                        try access.demandWritable(key.scope)
                        let edit = LifecycleEdit(
                            record: key, reason: input["form_reason"] ?? "",
                            seen: try SeenToken(input["form_seen"] ?? ""))
                        _ = try wish == .withdraw ? writing.withdraw(edit) : writing.reinstate(edit)
                    }
                    return .see(PagePath.record(key) + "?saved=1")
                } catch let error as CaseWorkError where error != .recordNotFound(key.id.description) {
                    let content = try await request.node.inspect { access in
                        try filled(wish, key, access, words, input: input, error: error)
                    }
                    return .page(
                        template: "lifecycle", title: words.text("lifecycle.\(wish.rawValue)"), content: content,
                        status: .unprocessableContent)
                }
            },
        ]
    }

    private static func filled(
        _ wish: Wish, _ key: RecordKey, _ access: PageAccess, _ words: Words, input: FormInput? = nil,
        error: CaseWorkError? = nil
    ) throws -> Content {
        let view = try access.reading.record(key)
        guard view.definition?.scopeClass == .village else { throw PageFailure.notFound }
        let values = ShownValues(access, words)
        let problem = error.map {
            $0 == .reasonMissing ? words.text("lifecycle.reason_missing") : $0.message(in: words.language)
        }
        return Content(
            isWithdrawal: wish == .withdraw,
            which: try values.which(key),
            action: wish == .withdraw ? PagePath.withdrawal(key) : PagePath.reinstatement(key),
            backHref: PagePath.record(key), seen: input?["form_seen"] ?? view.seen.description,
            reason: input?["form_reason"] ?? "", problem: problem, besideText: try besideText(of: key, values))
    }

    /// What others changed without knowing that the record was withdrawn; nil where there is no such edit.
    static func besideText(of key: RecordKey, _ values: ShownValues) throws -> String? {
        try values.access.reading.editsBesideWithdrawal(of: key).map { edit in
            values.words.text(
                "lifecycle.beside",
                ["fields": values.joined(edit.registers.map { values.label($0, of: key.kind) })])
        }
    }
}
