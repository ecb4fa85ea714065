import CaseFile
import CaseWork
import Hummingbird
import Replication

/// One machine of the area; at the center also how it is revoked, and how another takes its place.
enum MachinePage {
    private struct Server: Sendable {
        let id: String
        let name: String
    }

    private struct Content: Sendable {
        let row: BoardPage.Row
        let machineName: String
        let arrived: [String]
        let hasArrived: Bool
        /// Leads to the question whether it shall be.
        let revokeLink: String?
        /// Where the answer to that question goes.
        let revokeHref: String?
        let backHref: String
        let reissueHref: String?
        let isRevoked: Bool
        let servers: [Server]
        let newName: String
        let address: String
        let problem: String?
        /// Whose name a revocation or an invite will bear.
        let inName: String
    }

    static let routes: [PageRoute] = [
        .get("/board/machine/:machine") { request in
            try request.demandOffice()
            return try await show(request, problem: nil)
        },
        .get("/board/machine/:machine/revoke") { request in
            try request.demandCenter()
            return try await show(request, problem: nil, asksToRevoke: true)
        },
        .post("/board/machine/:machine/revoke") { request in
            try request.demandCenter()
            let row = try await row(request)
            let reason = request.form["reason"] ?? ""
            guard let id = RecordID(row.id), !reason.allSatisfy(\.isWhitespace) else {
                return try await show(
                    request, problem: request.words.text("machine.reason_missing"), asksToRevoke: true)
            }
            do {
                try await request.node.revoke(
                    MachineRevocation(machine: id, reason: reason, person: try request.person))
            } catch let refusal as ConsoleRefusal {
                return try await show(request, problem: refusal.text.text(in: request.language))
            }
            return .see("/board/machine/\(row.id)")
        },
        .post("/board/machine/:machine/reissue") { request in
            try request.demandCenter()
            let row = try await row(request)
            guard let id = RecordID(row.id) else { throw PageFailure.notFound }
            do {
                let invite = try await request.node.reissue(
                    MachineReplacement(
                        machine: id, name: request.form["name"] ?? "", address: request.form["address"] ?? "",
                        server: request.form["server"].flatMap { RecordID($0) }, person: try request.person))
                return .file(name: "tingsu.invite", contentType: "application/json", bytes: Array(invite.file.utf8))
            } catch let refusal as ConsoleRefusal {
                return try await show(request, problem: refusal.text.text(in: request.language))
            }
        },
    ]

    private static func row(_ request: PageRequest) async throws -> Board.Row {
        guard let machine = request.parameters["machine"].flatMap({ RecordID($0) }) else { throw PageFailure.notFound }
        let board = try await request.node.board(Board.Part(machine: machine.description))
        guard let row = (board.devices + board.servers).first(where: { $0.id == machine.description }) else {
            throw PageFailure.notFound
        }
        return row
    }

    private static func show(
        _ request: PageRequest, problem: String?, asksToRevoke: Bool = false
    ) async throws -> PageAnswer {
        let words = request.words
        let row = try await row(request)
        let isCenter = request.node.facts.role == .center
        let person = try request.person
        let (servers, name) = try await request.node.inspect { access in
            let servers = access.directory.devices.filter { $0.role == "hub" && $0.id.description != row.id }
                .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
                .map { Server(id: $0.id.description, name: $0.name) }
            return (servers, access.directory.name(ofUser: person))
        }
        let isRevoked = row.state == .revoked
        let path = "/board/machine/\(row.id)"
        let content = Content(
            row: BoardPage.Row(row, words), machineName: row.name,
            arrived: row.logs.map { words.text("machine.arrived", ["held": "\($0.held)"]) },
            hasArrived: !row.logs.isEmpty,
            revokeLink: isCenter && !isRevoked && !asksToRevoke ? path + "/revoke" : nil,
            revokeHref: asksToRevoke && !isRevoked ? path + "/revoke" : nil, backHref: path,
            reissueHref: isCenter && isRevoked ? path + "/reissue" : nil, isRevoked: isRevoked, servers: servers,
            newName: request.form["name"] ?? words.text("machine.new_name", ["name": row.name]),
            address: request.form["address"] ?? "https://", problem: problem, inName: name)
        return .page(
            template: "machine", title: row.name, content: content,
            status: problem == nil ? .ok : .unprocessableContent)
    }
}
