import CaseWork
public import Foundation

/// `tingsu holiday import`: takes a year's notice on holidays in, from a file.
public struct ImportHolidaysCommand: NodeCommand {
    public typealias Reply = CountySettingReply

    public static let name = "import-holidays"

    /// The bytes of the file.
    public var file: Data
    /// Where it comes from; nil for what the file says.
    public var source: String?
    public var isDryRun: Bool
    public var author: String?

    public init(file: Data, source: String? = nil, isDryRun: Bool, author: String? = nil) {
        self.file = file
        self.source = source
        self.isDryRun = isDryRun
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> CountySettingReply {
        let (file, source) = (try HolidayFile(file), source)
        return try await node.writeSetting(as: author, isDryRun: isDryRun) { try $0.plan(file, source: source) }
    }
}
