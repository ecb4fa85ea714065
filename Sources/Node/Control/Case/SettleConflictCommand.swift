import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication

/// `tingsu settle`: ends a disagreement about one field.
public struct SettleConflictCommand: NodeCommand {
    public typealias Reply = SaveReply

    /// What the field is to say.
    public enum Choice: Codable, Hashable, Sendable {
        /// The reading with this number, from 1, in the order in which `show` and `conflicts` number what was seen.
        case take(Int)
        /// Something else.
        case value(JSONValue)
    }

    public static let name = "settle-conflict"

    public var record: String
    public var field: String
    public var choice: Choice
    public var reason: String
    public var seen: String
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, field: String, choice: Choice, reason: String, seen: String, area: String?, speaker: Speaker
    ) {
        self.record = record
        self.field = field
        self.choice = choice
        self.reason = reason
        self.seen = seen
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let key = try access.writableRecord(command.record, area: command.area)
            let token = try SeenToken(command.seen)
            let settlement = Settlement(
                record: key, field: command.field,
                choice: try command.choice(of: key, token, author, access), reason: command.reason, seen: token)
            return try SaveReply([try writing.settle(settlement)], access.with(writing.engine))
        }
    }

    private func choice(
        of key: RecordKey, _ token: SeenToken, _ author: RecordID, _ access: CaseAccess
    ) throws -> Settlement.Choice {
        let kind = access.catalog.kind(key.kind)
        switch choice {
        case .value(let value):
            let fields = FieldNaming(
                naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
            let named = try fields.resolve([(field, value.field)], of: kind)
            return .value(named.first?.value ?? .null)
        case .take(let number):
            guard let kind, let register = FieldNaming.register(named: field, of: kind) else {
                // The writing names the fields that there are.
                return .reading("")
            }
            let current = try access.reading.record(key).field(register.number)?.readings ?? Readings()
            // The writing says that there is nothing to settle.
            guard current.count > 1 else { return .reading("") }
            let seen = try token.resolve(among: try access.transaction.changes(touching: key).map(\.change))
            // A reading that arrived since does not move the numbers.
            let readings = current.filter { reading in
                reading.siblings.contains { seen.contains($0.change) }
            }
            guard readings.indices.contains(number - 1), let first = readings[number - 1].siblings.first else {
                throw CommandFailure(
                    kind: .notFound, code: "reading-not-found",
                    zhHans: "“\(register.label.zhHans)”没有第\(number)种说法，查看时有\(readings.count)种：请重新运行 tingsu show",
                    en: "\(register.label.en) has no reading \(number), \(readings.count) were seen: run show again")
            }
            return .reading(first.change.description)
        }
    }
}

extension CaseAccess {
    /// The record that is meant, where this machine may write it.
    func writableRecord(_ text: String, area: String?) throws -> RecordKey {
        let key = try RecordNaming(access: self, scopes: try readScopes(area: area)).key(meantBy: text)
        try demandWritable(key.scope)
        return key
    }
}
