import CaseFile
package import CaseWork
package import Console
import Identity
package import Replication

/// What the township's and the county's pages ask: the same commands as the command line's.
extension NodePages {
    package func board(_ part: Board.Part) async throws -> Board {
        try await refusing { try await BoardCommand().run(on: node, showing: part) }
    }

    package func rule(_ ruling: ChangeRuling) async throws {
        _ = try await refusing {
            try await RuleCommand(
                change: ruling.change, admits: ruling.admits, reason: ruling.reason,
                author: ruling.person.description
            ).run(on: node)
        }
    }

    package func revoke(_ revocation: MachineRevocation) async throws {
        _ = try await refusing {
            try await RevokeCommand(
                device: revocation.machine.description, reason: revocation.reason,
                author: revocation.person.description
            ).run(on: node)
        }
    }

    package func reissue(_ replacement: MachineReplacement) async throws -> ReplacementInvite {
        try await refusing {
            let view = try await node.read { [node] in try node.directory.view($1, codec: $0.codec) }
            let old = try view.device(meantBy: replacement.machine.description)
            guard let area = old.area, let role = old.role.flatMap({ NodeRole(rawValue: $0) }), role != .center else {
                throw CommandFailure(
                    kind: .notAllowed, code: "not-reissuable", zhHans: "“\(old.name)”不能这样重发",
                    en: "\"\(old.name)\" cannot be reissued")
            }
            let people = old.people.compactMap { view.user($0) }.map {
                LocalNode.InvitedPerson(name: $0.name, role: $0.role ?? "village_cadre")
            }
            let reply = try await InviteCommand(
                device: replacement.name, role: role, area: area.description, people: people,
                addresses: [replacement.address], server: replacement.server?.description, validDays: 14,
                author: replacement.person.description
            ).run(on: node)
            return ReplacementInvite(file: reply.file, fingerprint: reply.fingerprint)
        }
    }

    package func resetCode(device: String, person: String, challenge: String) async throws -> String {
        try await refusing {
            try await PINCodeCommand(
                device: device, person: person, challenge: challenge
            ).run(on: node).code
        }
    }

    package func isResetCode(_ digits: String, for person: RecordID, challenge: String) async throws -> Bool {
        try await node.isResetCode(digits, person: person, challenge: challenge)
    }

    /// What a person can mend is said on the page; anything else is a fault.
    func refusing<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            let failure = CommandFailure(describing: error)
            guard failure.kind != .fault else { throw error }
            throw ConsoleRefusal(text: Label(failure.zhHans, failure.en))
        }
    }
}
