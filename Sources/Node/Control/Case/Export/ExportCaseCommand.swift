import CaseExport
public import CaseFile
import CaseStore
import CaseWork
public import Foundation
import Identity
import Logging
import ReplicaStore
import Replication

/// `tingsu case export`: a case with its proof, signed for by this machine. Whoever asked writes the files, with their own
/// rights, and asks for the content of the attachments one by one (`ReadContentCommand`).
public struct ExportCaseCommand: NodeCommand {
    /// A file with its content.
    public struct File: Codable, Sendable {
        public let path: String
        public let content: Data
    }

    /// A file whose content is asked for.
    public struct Attached: Codable, Sendable {
        public let path: String
        public let sha256: String
        public let bytes: Int
    }

    public struct Reply: Codable, Sendable {
        public let title: String
        public let files: [File]
        public let attached: [Attached]
        /// Of the county's authority, to be read out.
        public let fingerprint: String
        public let withheldRecords: Int
        public let absentAttachments: Int
        /// Changes with numbers that are hidden.
        public let maskedChanges: Int
    }

    public static let name = "export-case"

    /// What the case is called.
    public var record: String
    public var area: String?
    /// Asks for sensitive numbers whole; nil hides their middle.
    public var revealing: Revealing?
    /// Whether what is for named readers goes along.
    public var includesRestricted: Bool
    public var includesFiles: Bool
    /// `zh-Hans` or `en`.
    public var language: String

    public init(
        record: String, area: String? = nil, revealing: Revealing? = nil, includesRestricted: Bool = false,
        includesFiles: Bool = true, language: Language = .zhHans
    ) {
        self.record = record
        self.area = area
        self.revealing = revealing
        self.includesRestricted = includesRestricted
        self.includesFiles = includesFiles
        self.language = language.rawValue
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let command = self
        let key = try await node.inspect { access in
            try RecordNaming(access: access, scopes: try access.readScopes(area: command.area))
                .key(meantBy: command.record, kinds: [CaseSchema.recordKind])
        }
        try await node.note(revealing, way: "tingsu case export") { _ in (key.scope, key) }
        let exported = try await node.export(
            key,
            ExportOptions(
                reveals: revealing != nil, includesRestricted: includesRestricted, includesFiles: includesFiles,
                language: language == Language.en.rawValue ? .en : .zhHans))
        return Reply(
            title: exported.title, files: exported.files.map { File(path: $0.path, content: Data($0.bytes)) },
            attached: exported.attached.map {
                Attached(path: $0.path, sha256: $0.sha256.description, bytes: $0.bytes)
            }, fingerprint: node.credentials.root.fingerprint.readAloud,
            withheldRecords: exported.manifest.withheld.count,
            absentAttachments: exported.manifest.absentFiles.count, maskedChanges: exported.maskedChanges)
    }
}

extension LocalNode {
    /// Makes an export of a case, signed with this machine's key. That numbers were given whole is written into the log.
    func export(_ key: RecordKey, _ options: ExportOptions) throws -> ExportedCase {
        let (credentials, blobs, logger) = (credentials, blobs, logger)
        let certificate = try credentials.certificate()
        let maker = ExportedCase.Maker(
            program: TingsuVersion.text, root: credentials.root, centerKeys: credentials.anchors.centerKeys,
            certificate: certificate, name: settings.name, signer: credentials.keyPair)
        let exported = try inspect { access in
            try ExportedCase(key, of: access, by: maker, options) { blobs.size(of: $0) }
        }
        if options.reveals {
            logger.notice(
                "a case was exported with whole numbers",
                metadata: ["case": "\(key.id)", "scope": "\(key.scope)"])
        }
        return exported
    }
}
