import CaseFile
public import CaseWork
import Causality
import Identity
import ReplicaStore
import Replication

/// `tingsu board`: which machines of the area returned the day, which are silent, and what of their writing is missing.
public struct BoardCommand: NodeCommand {
    public typealias Reply = Board

    public static let name = "board"

    /// `2026-06-03`; nil for today.
    public var date: String?

    public init(date: String? = nil) {
        self.date = date
    }

    public func run(on node: LocalNode) async throws -> Board { try await run(on: node, showing: Board.Part()) }

    /// The same about some of the machines: what a page of it shows.
    package func run(on node: LocalNode, showing part: Board.Part) async throws -> Board {
        guard node.settings.role != .device else {
            throw NodeError.wrongRole(needed: "hub", isRole: node.settings.role.rawValue)
        }
        let contacts = await node.contacts
        let expected = try await node.expectedProgram()
        let text = date
        return try await node.inspect { access in
            guard let date = text.map({ CivilDate($0) }) ?? access.today else {
                throw CommandFailure(
                    kind: .badInput, code: "date-malformed", zhHans: "“\(text ?? "")”不是日期：应写成 2026-06-03",
                    en: "\"\(text ?? "")\" is no date: write it as 2026-06-03")
            }
            return try access.board(on: date, showing: part) { machine in
                let contact = contacts[machine]
                let key = access.engine.authority.key(ofDevice: machine)
                let logs = try key.map { try access.transaction.logs(signedBy: $0.hash) } ?? []
                return Board.Contact(
                    at: contact?.at,
                    logs: try logs.filter { $0.scope != .directory }.map { log in
                        Board.Log(
                            wrote: contact?.heights.first {
                                $0.scope == log.scope.rawValue && $0.replica == log.replica.rawValue
                            }?.seq,
                            held: try access.transaction.head(of: log)?.seq ?? 0)
                    }, program: contact?.program(expecting: expected), failure: contact?.boardFailure)
            }
        }
    }
}
