import CaseFile
import CaseWork
public import Foundation
import Replication

/// `tingsu case import`: takes in the cases of a ledger in XLSX or CSV, all of them or none.
public struct ImportLedgerCommand: NodeCommand {
    public struct Reply: Codable, Hashable, Sendable {
        /// What a column was taken for.
        public struct Column: Codable, Hashable, Sendable {
            public let heading: String
            /// As a mapping file writes it.
            public let target: String
            public let isKnown: Bool
        }

        public let isDryRun: Bool
        /// The sheet that was read; nil for a CSV file.
        public let sheet: String?
        /// First and last row of the head.
        public let headRows: [Int]
        public let columns: [Column]
        /// Cases that the rows tell of.
        public let cases: Int
        /// Ids of the records made, in the order of the file.
        public let created: [String]
        /// Records that were there already.
        public let present: Int
        public let differing: [ImportRecordsCommand.Reply.Difference]
        public let warnings: [ImportRecordsCommand.Reply.Warning]
        /// Rows that tell of no case, with the reason.
        public let passed: [ImportRecordsCommand.Reply.Warning]
    }

    public static let name = "import-ledger"

    public var file: Data
    public var mapping: Data?
    public var sheet: String?
    public var keepsUnreadable: Bool
    public var isDryRun: Bool
    public var area: String?
    public var speaker: Speaker

    public init(
        file: Data, mapping: Data? = nil, sheet: String? = nil, keepsUnreadable: Bool = false, isDryRun: Bool,
        area: String?, speaker: Speaker
    ) {
        self.file = file
        self.mapping = mapping
        self.sheet = sheet
        self.keepsUnreadable = keepsUnreadable
        self.isDryRun = isDryRun
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.receive(as: speaker) { access, people, engine, environment in
            var ledger = LedgerImport(
                access: access, environment: environment, author: people.author, enteredBy: people.enteredBy)
            let outcome = try ledger.run(command.file, command.options)
            engine = ledger.engine
            return try command.reply(outcome, access)
        }
    }

    private var options: LedgerOptions {
        var options = LedgerOptions()
        options.mapping = mapping
        options.sheet = sheet
        options.area = area
        options.keepsUnreadable = keepsUnreadable
        options.isDryRun = isDryRun
        return options
    }

    private func reply(_ outcome: LedgerOutcome, _ access: CaseAccess) throws -> Reply {
        Reply(
            isDryRun: isDryRun, sheet: outcome.sheet.isEmpty ? nil : outcome.sheet,
            headRows: [outcome.head.lowerBound, outcome.head.upperBound],
            columns: outcome.columns.map {
                Reply.Column(heading: $0.heading, target: $0.target, isKnown: $0.isKnown)
            },
            cases: outcome.cases, created: outcome.records.created.map(\.id.description),
            present: outcome.records.present,
            differing: try ImportRecordsCommand.Reply.Difference.all(outcome.records, access),
            warnings: outcome.records.warnings.map(ImportRecordsCommand.Reply.Warning.init),
            passed: outcome.passed.map(ImportRecordsCommand.Reply.Warning.init))
    }
}
