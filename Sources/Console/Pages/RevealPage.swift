import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// The record with its numbers whole, once: who looked, when and what for is recorded before it is shown, and nothing that
/// can be bookmarked shows it again.
enum RevealPage {
    static let routes: [PageRoute] = [
        .post("/record/:scope/:kind/:id/reveal") { request in
            let (key, words, author) = (try request.recordKey, request.words, try request.person)
            let reason = (request.form["form_reason"] ?? "").trimmed
            guard !reason.isEmpty else {
                return try await RecordPage.page(of: key, request, problem: words.text("care.reveal_reason_missing"))
            }
            do {
                try await request.node.record(as: author) { access, writing in
                    guard try access.transaction.state(of: key) != nil else { throw PageFailure.notFound }
                    try writing.note(
                        NumberReveal(in: key.scope, of: key, way: words.text("care.reveal_way"), reason: reason),
                        access)
                }
            } catch let error as CaseWorkError {
                return try await RecordPage.page(of: key, request, problem: error.message(in: words.language))
            }
            return try await RecordPage.page(of: key, request, reveals: true)
        }
    ]
}
