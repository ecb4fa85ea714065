import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu policy list`: the policies, each with whether it holds on a day.
public struct ListPoliciesCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One policy.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            public let number: String?
            public let issuer: String?
            public let validFrom: String?
            public let validUntil: String?
            /// `in_force`, `not_yet`, `lapsed` or `superseded`.
            public let standing: String
            /// In words; nil where it holds.
            public let standingLabel: Wording?
            public let supersededBy: RecordName?
            /// How many records name it.
            public let citations: Int
        }

        /// The day on which it is looked at.
        public let on: String
        public let items: [Item]
    }

    public static let name = "list-policies"

    /// As typed; nil for today.
    public var on: String?
    public var isInForceOnly: Bool
    public var area: String?

    public init(on: String? = nil, isInForceOnly: Bool = false, area: String? = nil) {
        self.on = on
        self.isInForceOnly = isInForceOnly
        self.area = area
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let day = try access.day(command.on)
            let titles = RecordTitles(access)
            let keys = try access.queries.resources(
                of: PolicyToolSchema.recordKind, in: try access.readScopes(area: command.area))
            let items = try keys.compactMap { key -> Reply.Item? in
                let view = try access.reading.record(key)
                let standing = access.reading.standing(ofPolicy: view, on: day)
                if command.isInForceOnly, standing != .inForce { return nil }
                var successor: RecordName?
                if case .superseded(let new) = standing { successor = try titles.name(of: new) }
                return Reply.Item(
                    record: try titles.name(of: key), number: view.shown(PolicyToolSchema.number).plainText,
                    issuer: view.shown(PolicyToolSchema.issuer).plainText,
                    validFrom: view.shown(PolicyToolSchema.validFrom).plainText,
                    validUntil: view.shown(PolicyToolSchema.validUntil).plainText, standing: standing.code,
                    standingLabel: standing.label(successor: successor?.title.zhHans).map(Wording.init),
                    supersededBy: successor,
                    citations: try access.queries.children(of: key).count { $0.kind != PolicyToolSchema.recordKind })
            }
            return Reply(on: day.description, items: items)
        }
    }
}

/// `tingsu policy supersede`: a new policy takes the place of an old one.
public struct SupersedePolicyCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "supersede-policy"

    public var old: String
    public var new: String
    /// The old one's last day as typed; nil for the day before the new one begins.
    public var until: String?
    public var speaker: Speaker

    public init(old: String, new: String, until: String? = nil, speaker: Speaker) {
        self.old = old
        self.new = new
        self.until = until
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let naming = RecordNaming(access: access, scopes: nil)
            let old = try naming.key(meantBy: command.old, kinds: [PolicyToolSchema.recordKind])
            let new = try naming.key(meantBy: command.new, kinds: [PolicyToolSchema.recordKind])
            try access.demandWritable(old.scope)
            let saved = try writing.supersede(old, by: new, until: try command.until.map { try access.day($0) })
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
