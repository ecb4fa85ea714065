import CaseFile
import CaseWork
import Hummingbird
import Replication

/// The answer to somebody below who forgot their PIN: the staff of the hub type the digits and read back others.
enum PINCodePage {
    private struct Choice: Sendable {
        /// Device and person, with a space between.
        let value: String
        let label: String
        let isChosen: Bool
    }

    private struct Content: Sendable {
        let choices: [Choice]
        let isEmpty: Bool
        let challenge: String
        let code: String?
        let problem: String?
    }

    static let routes: [PageRoute] = [
        .get("/board/pin") { request in
            try request.demandOffice()
            return try await show(request)
        },
        .post("/board/pin") { request in
            try request.demandOffice()
            let ids = (request.form["who"] ?? "").split(separator: " ").compactMap { RecordID(String($0)) }
            guard ids.count == 2 else {
                return try await show(request, problem: request.words.text("pin_code.who_missing"))
            }
            do {
                let code = try await request.node.resetCode(
                    device: ids[0].description, person: ids[1].description, challenge: request.form["challenge"] ?? "")
                return try await show(request, code: ChallengeDigits.grouped(code))
            } catch let refusal as ConsoleRefusal {
                return try await show(request, problem: refusal.text.text(in: request.language))
            }
        },
    ]

    private static func show(
        _ request: PageRequest, code: String? = nil, problem: String? = nil
    ) async throws -> PageAnswer {
        let chosen = request.form["who"]
        let choices = try await request.node.inspect { access in
            access.directory.devices.filter { access.isBelow($0) }.flatMap { device in
                device.people.map { person in
                    let value = "\(device.id) \(person)"
                    return Choice(
                        value: value, label: "\(access.directory.name(ofUser: person)) · \(device.name)",
                        isChosen: value == chosen)
                }
            }.sorted { $0.label < $1.label }
        }
        let title = request.words.text("pin_code.title")
        return .page(
            template: "pin-code", title: title,
            content: Content(
                choices: choices, isEmpty: choices.isEmpty, challenge: request.form["challenge"] ?? "", code: code,
                problem: problem),
            status: problem == nil ? .ok : .unprocessableContent)
    }
}
