import CaseFile
import CaseWork
import Replication

/// `tingsu deadline-rule list`: the rules by which periods end, the law's and the county's.
public struct ListDeadlineRulesCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// One edition of a rule.
        public struct Rule: Codable, Hashable, Sendable {
            public let name: String
            public let label: Wording
            public let trigger: Wording
            public let basis: String
            public let length: Int
            /// Code of the table `deadline_unit`.
            public let unit: String
            public let roll: String
            public let source: String
            public let extensionMax: Int
            public let warnDays: Int
            public let validFrom: String
            public let validUntil: String?
            /// The record of the directory; nil for a rule that the program comes with.
            public let record: String?
            /// Whether a period that begins today follows it.
            public let isInForce: Bool
        }

        public let rules: [Rule]
    }

    public static let name = "list-deadline-rules"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.inspect { access in
            let today = try access.demandToday()
            let deadlines = access.directory.deadlines
            return Reply(
                rules: deadlines.book.rules.map { rule in
                    Reply.Rule(
                        name: rule.id, label: Wording(rule.label), trigger: Wording(rule.trigger), basis: rule.basis,
                        length: rule.length, unit: rule.unit.rawValue, roll: rule.roll.rawValue,
                        source: rule.source.rawValue, extensionMax: rule.extensionMax, warnDays: rule.warnDays,
                        validFrom: rule.validFrom.description, validUntil: rule.validUntil?.description,
                        record: deadlines.rules.first { $0.rule == rule }?.id.description,
                        isInForce: deadlines.book.rule(rule.id, on: today) == rule)
                })
        }
    }
}
