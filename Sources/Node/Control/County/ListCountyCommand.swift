import CaseWork

/// `tingsu county field list` and `tingsu county code list`: what the county set, on any machine of it.
public struct ListCountyCommand: NodeCommand {
    public typealias Reply = CountyReply

    public static let name = "list-county"

    public init() {}

    public func run(on node: LocalNode) async throws -> CountyReply {
        try await node.inspect { access in CountyReply(access.county) }
    }
}
