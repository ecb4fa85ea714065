public import CaseWork

/// `tingsu deadline-rule set`: the county's edition of a rule, from a day on.
public struct SetDeadlineRuleCommand: NodeCommand {
    public typealias Reply = CountySettingReply

    public static let name = "set-deadline-rule"

    public var setting: DeadlineRuleSetting
    public var isDryRun: Bool
    /// In whose name: a person of this center; nil for the first of them.
    public var author: String?

    public init(_ setting: DeadlineRuleSetting, isDryRun: Bool, author: String? = nil) {
        self.setting = setting
        self.isDryRun = isDryRun
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> CountySettingReply {
        let setting = setting
        return try await node.writeSetting(as: author, isDryRun: isDryRun) { try $0.plan(setting) }
    }
}
