import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu case list`: cases, those with the earliest next date first.
public struct ListCasesCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// A case in the list.
        public struct Item: Codable, Hashable, Sendable {
            public let record: RecordName
            public let code: String?
            public let stage: String?
            public let stageLabel: Wording?
            public let risk: String?
            public let nextStep: String?
            public let nextDate: String?
            public let isDisputed: Bool
            public let isIncomplete: Bool
            public let isWithdrawn: Bool
        }

        public let cases: [Item]
        /// Whether there are more than were asked for.
        public let isCut: Bool
    }

    public static let name = "list-cases"

    /// Code or label of a stage.
    public var stage: String?
    public var includesWithdrawn: Bool
    public var area: String?
    public var limit: Int

    public init(
        stage: String? = nil, includesWithdrawn: Bool = false, area: String? = nil, limit: Int = ListLimit.standard
    ) {
        self.stage = stage
        self.includesWithdrawn = includesWithdrawn
        self.area = area
        self.limit = limit
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.inspect { access in
            let stages = access.catalog.codeTable(.caseStage)
            let stage = try command.stage.map { text in
                guard let code = stages?.code(meantBy: text) else {
                    let known = (stages?.codes ?? []).map { "\($0.code) \($0.label.zhHans)" }
                    throw CommandFailure(
                        kind: .badInput, code: "stage-unknown",
                        zhHans: "没有“\(text)”这个阶段，可用：\(known.joined(separator: "、"))",
                        en: "\"\(text)\" is no stage: use one of \(known.joined(separator: ", "))")
                }
                return code.code
            }
            let titles = RecordTitles(access)
            let scopes = try access.readScopes(area: command.area)
            let list = try ListLimit(command.limit).cut {
                try access.queries.cases(
                    in: scopes, stage: stage, includingWithdrawn: command.includesWithdrawn, limit: $0)
            }
            return Reply(
                cases: try list.items.map { item in
                    Reply.Item(
                        record: try titles.name(of: item.key), code: item.code, stage: item.stage,
                        stageLabel: item.stage.flatMap { stages?.code($0) }.map { Wording($0.label) }, risk: item.risk,
                        nextStep: item.nextStep, nextDate: item.nextDate?.description,
                        isDisputed: item.marks.isDisputed, isIncomplete: item.marks.isIncomplete,
                        isWithdrawn: item.marks.isWithdrawn)
                }, isCut: list.isCut)
        }
    }
}
