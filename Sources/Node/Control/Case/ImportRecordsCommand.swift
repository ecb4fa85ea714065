import CaseFile
import CaseWork
public import Foundation
import Replication

/// `tingsu import` and `tingsu person import`: takes in a file of records, all of it or nothing.
public struct ImportRecordsCommand: NodeCommand {
    /// What lies in the file.
    public enum Form: String, Codable, Hashable, Sendable {
        /// One JSON object a line, by the names of the catalog.
        case jsonLines = "json-lines"
        /// A table of people and their households.
        case people
    }

    public struct Reply: Codable, Hashable, Sendable {
        /// A line whose record is there with other values.
        public struct Difference: Codable, Hashable, Sendable {
            public let line: Int
            public let record: RecordName
            public let fields: [Wording]
        }

        /// A line that somebody should look at, although it was taken in.
        public struct Warning: Codable, Hashable, Sendable {
            public let line: Int
            public let message: Wording
        }

        public let isDryRun: Bool
        public let area: String
        /// Ids of the records made, in the order of the file.
        public let created: [String]
        /// Ids of the records corrected or withdrawn.
        public let changed: [String]
        /// Lines that were there already.
        public let present: Int
        public let differing: [Difference]
        public let warnings: [Warning]
    }

    public static let name = "import-records"

    public var form: Form
    public var file: Data
    public var isDryRun: Bool
    public var area: String?
    public var speaker: Speaker

    public init(_ form: Form, file: Data, isDryRun: Bool, area: String?, speaker: Speaker) {
        self.form = form
        self.file = file
        self.isDryRun = isDryRun
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        return try await node.receive(as: speaker) { access, people, engine, environment in
            let scope = try access.writeScope(area: command.area)
            let outcome: ImportOutcome
            switch command.form {
            case .jsonLines:
                var records = RecordImport(
                    engine: engine, transaction: access.transaction, catalog: access.catalog,
                    directory: access.directory, environment: environment, author: people.author,
                    enteredBy: people.enteredBy)
                outcome = try records.run(command.file, in: scope, dryRun: command.isDryRun)
                engine = records.engine
            case .people:
                var register = PersonRegister(
                    engine: engine, transaction: access.transaction, catalog: access.catalog,
                    directory: access.directory, environment: environment, author: people.author,
                    enteredBy: people.enteredBy)
                outcome = try register.run(command.file, in: scope, dryRun: command.isDryRun)
                engine = register.engine
            }
            return try command.reply(outcome, scope, access)
        }
    }

    private func reply(_ outcome: ImportOutcome, _ scope: ScopeID, _ access: CaseAccess) throws -> Reply {
        Reply(
            isDryRun: outcome.isDryRun, area: access.areaName(of: scope),
            created: outcome.created.map(\.id.description), changed: outcome.changed.map(\.id.description),
            present: outcome.present,
            differing: try Reply.Difference.all(outcome, access), warnings: outcome.warnings.map(Reply.Warning.init))
    }
}

extension ImportRecordsCommand.Reply.Difference {
    /// The lines of an outcome whose records say something else.
    static func all(_ outcome: ImportOutcome, _ access: CaseAccess) throws -> [Self] {
        let titles = RecordTitles(access)
        return try outcome.differing.map { difference in
            Self(
                line: difference.line, record: try titles.name(of: difference.key),
                fields: difference.registers.map { Wording(access.catalog.label(of: $0, in: difference.key.kind)) })
        }
    }
}

extension ImportRecordsCommand.Reply.Warning {
    init(_ problem: ImportProblem) {
        self.init(
            line: problem.line, message: Wording(problem.text(in: .zhHans), problem.text(in: .en)))
    }
}
