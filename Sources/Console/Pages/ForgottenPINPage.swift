import CaseWork
import Hummingbird
import Replication

/// 忘记密码: shows digits to read to the hub, and takes its answer with a new PIN. It needs no line.
enum ForgottenPINPage {
    private struct Content: Sendable {
        let action: String
        let backHref: String
        let personName: String
        let challenge: String
        let answer: String
        let problem: String?
        let digitsMin = PIN.digitsMin
    }

    static let routes: [PageRoute] = [
        .get("/people/:person/forgotten", for: .browser) { request in
            let person = try await request.personOfMachine()
            guard try await request.console.pins.isSet(for: person.id) else { return .see("/people/\(person.id)") }
            return try await show(person, request, problem: nil)
        },
        .post("/people/:person/forgotten", for: .browser) { request in
            let person = try await request.personOfMachine()
            return try await answer(person, request)
        },
    ]

    private static func answer(
        _ person: (id: RecordID, name: String), _ request: PageRequest
    ) async throws -> PageAnswer {
        let words = request.words
        let pin: PIN
        do {
            // Looked at first, so that a PIN that is not taken costs no try.
            pin = try PIN(request.form["pin"] ?? "", again: request.form["again"] ?? "")
        } catch {
            let text = words.text(error.wordKey, ["digits": "\(PIN.digitsMin)", "most": "\(PIN.digitsMax)"])
            return try await show(person, request, problem: text)
        }
        switch try await request.console.pins.reset(pin, for: person.id, answer: request.form["answer"] ?? "") {
        case .right: return try PINPage.begin(person.id, request)
        case .wrong(let wait) where wait > 0:
            let text = words.text("forgotten.wrong_wait", ["wait": WaitText.text(wait, words)])
            return try await show(person, request, problem: text)
        case .wrong: return try await show(person, request, problem: words.text("forgotten.wrong"))
        case .tooEarly(let wait):
            let text = words.text("pin.too_early", ["wait": WaitText.text(wait, words)])
            return try await show(person, request, problem: text)
        case .unset: return try await show(person, request, problem: words.text("forgotten.outdated"))
        }
    }

    private static func show(
        _ person: (id: RecordID, name: String), _ request: PageRequest, problem: String?
    ) async throws -> PageAnswer {
        let challenge = try await request.console.pins.challenge(for: person.id)
        return .page(
            template: "pin-forgotten", title: request.words.text("forgotten.title"),
            content: Content(
                action: "/people/\(person.id)/forgotten", backHref: "/people/\(person.id)", personName: person.name,
                challenge: ChallengeDigits.grouped(challenge), answer: request.form["answer"] ?? "", problem: problem),
            status: problem == nil ? .ok : .unprocessableContent)
    }
}
