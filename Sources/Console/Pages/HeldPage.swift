import CaseFile
import CaseWork
import Hummingbird
import Replication

/// 待裁定: what is kept and not admitted, and the center's ruling on it.
enum HeldPage {
    private struct Change: Sendable {
        let id: String
        let kindLabel: String
        let area: String
        let author: String
        let device: String
        let time: String
        let reasonText: String
        let isRuled: Bool
    }

    private struct Content: Sendable {
        let changes: [Change]
        let isEmpty: Bool
        let mayRule: Bool
        let isDone: Bool
        let problem: String?
    }

    static let routes: [PageRoute] = [
        .get("/board/held") { request in
            try request.demandOffice()
            return try await show(request, problem: nil)
        },
        .post("/board/held") { request in
            try request.demandCenter()
            let (change, reason) = (request.form["change"] ?? "", (request.form["reason"] ?? ""))
            guard !reason.allSatisfy(\.isWhitespace) else {
                return try await show(request, problem: request.words.text("held.reason_missing"))
            }
            do {
                try await request.node.rule(
                    ChangeRuling(
                        change: change, admits: request.form["verdict"] == "admit", reason: reason,
                        person: try request.person))
            } catch let refusal as ConsoleRefusal {
                return try await show(request, problem: refusal.text.text(in: request.language))
            }
            return .see("/board/held?done=1")
        },
    ]

    private static func show(_ request: PageRequest, problem: String?) async throws -> PageAnswer {
        let words = request.words
        let changes = try await request.node.inspect { access in
            try access.heldChanges().map { held in
                Change(
                    id: held.change,
                    kindLabel: access.catalog.kind(named: held.kind)?.label.text(in: words.language) ?? held.kind,
                    area: held.area, author: held.author, device: held.device, time: DayText.time(held.recordedAt),
                    reasonText: words.text("held.because.\(held.reason)"), isRuled: held.reason == "ruled")
            }
        }
        return .page(
            template: "held-changes", title: words.text("held.title"),
            content: Content(
                changes: changes, isEmpty: changes.isEmpty, mayRule: request.node.facts.role == .center,
                isDone: request.query["done"] != nil, problem: problem),
            status: problem == nil ? .ok : .unprocessableContent)
    }
}
