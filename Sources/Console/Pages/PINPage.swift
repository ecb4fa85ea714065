import CaseWork
import Hummingbird
import Replication

/// A person's PIN: set at the first time, asked for afterwards.
enum PINPage {
    private struct Content: Sendable {
        let action: String
        let personName: String
        let problem: String?
        let forgottenHref: String
        let digitsMin = PIN.digitsMin
    }

    static let routes: [PageRoute] = [
        .get("/people/:person", for: .browser) { request in
            let person = try await request.personOfMachine()
            return try await show(person, request)
        },
        .post("/people/:person", for: .browser) { request in
            let person = try await request.personOfMachine()
            return try await request.console.pins.isSet(for: person.id)
                ? try await enter(person, request) : try await choose(person, request)
        },
    ]

    private static func show(
        _ person: (id: RecordID, name: String), _ request: PageRequest, problem: String? = nil
    ) async throws -> PageAnswer {
        let isSet = try await request.console.pins.isSet(for: person.id)
        return .page(
            template: isSet ? "pin-enter" : "pin-set",
            title: request.words.text(isSet ? "pin.enter.title" : "pin.set.title"),
            content: Content(
                action: "/people/\(person.id)", personName: person.name, problem: problem,
                forgottenHref: "/people/\(person.id)/forgotten"),
            status: problem == nil ? .ok : .unprocessableContent)
    }

    private static func enter(
        _ person: (id: RecordID, name: String), _ request: PageRequest
    ) async throws -> PageAnswer {
        switch try await request.console.pins.check(request.form["pin"] ?? "", for: person.id) {
        case .right: return try begin(person.id, request)
        case .wrong(let wait) where wait > 0:
            return try await show(
                person, request,
                problem: request.words.text("pin.wrong_wait", ["wait": WaitText.text(wait, request.words)]))
        case .wrong: return try await show(person, request, problem: request.words.text("pin.wrong"))
        case .tooEarly(let wait):
            return try await show(
                person, request,
                problem: request.words.text("pin.too_early", ["wait": WaitText.text(wait, request.words)]))
        case .unset: return try await show(person, request)
        }
    }

    private static func choose(
        _ person: (id: RecordID, name: String), _ request: PageRequest
    ) async throws -> PageAnswer {
        let pin: PIN
        do {
            pin = try PIN(request.form["pin"] ?? "", again: request.form["again"] ?? "")
        } catch {
            let text = request.words.text(error.wordKey, ["digits": "\(PIN.digitsMin)", "most": "\(PIN.digitsMax)"])
            return try await show(person, request, problem: text)
        }
        guard try await request.console.pins.set(pin, for: person.id) else { return try await show(person, request) }
        return try begin(person.id, request)
    }

    /// Signs the person in at this browser.
    static func begin(_ person: RecordID, _ request: PageRequest) throws -> PageAnswer {
        guard let browser = request.browser else { throw PageFailure.closed }
        let session = request.console.sessions.begin(person, at: browser)
        return .see("/", cookies: [PageCookie(name: request.console.cookies.session, value: session.id.text)])
    }
}
