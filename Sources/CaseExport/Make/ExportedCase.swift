import CaseFile
public import CaseWork
import Causality
public import Identity
import ReplicaStore
public import Replication

/// A case ready to be handed out (导出案卷): all files of the export but the attachments, whose content is added by whoever
/// writes the folder, and is named and hashed here already.
///
/// Source: DOMAIN.md section 1, no. 32; Documentation/CaseExport.md.
public struct ExportedCase: Sendable {
    /// A file that goes into the folder with the content that its hash names.
    public struct Attached: Hashable, Sendable {
        /// Relative, such as `附件/001-8f3a91c2.jpg`.
        public let path: String
        public let sha256: Hash
        public let bytes: Int
    }

    /// What the case is called.
    public let title: String
    /// Manifest and signature last.
    public let files: [(path: String, bytes: [UInt8])]
    public let attached: [Attached]
    public let manifest: ExportManifest
    /// How many changes have numbers that are hidden.
    public let maskedChanges: Int

    /// Who makes the export.
    public struct Maker: Sendable {
        public let program: String
        public let root: CountyRoot
        public let centerKeys: [DeviceKey]
        public let certificate: [UInt8]
        public let name: String
        public let signer: DeviceKeyPair

        public init(
            program: String, root: CountyRoot, centerKeys: [DeviceKey], certificate: [UInt8], name: String,
            signer: DeviceKeyPair
        ) {
            self.program = program
            self.root = root
            self.centerKeys = centerKeys
            self.certificate = certificate
            self.name = name
            self.signer = signer
        }
    }

    /// Gathers a case and signs for it. `size` tells how many bytes of a file are on this machine,
    /// nil where it is not here.
    ///
    /// Throws `CaseWorkError.recordNotFound`, and what the store throws.
    public init<Codec: ChangeCodec>(
        _ key: RecordKey, of access: CaseAccess<Codec>, by maker: Maker, _ options: ExportOptions,
        size: (Hash) -> Int?
    ) throws {
        var gathering = CaseGathering(access, options)
        let changes = try gathering.changes(of: key)
        let source = CaseSource(
            changes: changes, logs: try LogGathering(transaction: access.transaction).evidence(for: changes),
            county: CountyEvidence(
                root: maker.root, centerKeys: maker.centerKeys, certificates: [maker.certificate]))
        func facts(_ absent: [ExportManifest.AbsentFile]) -> ExportManifest {
            ExportManifest(
                program: maker.program, county: maker.root.county, isTraining: maker.root.isTraining,
                machine: .init(id: "\(maker.signer.key.device)", name: maker.name), exportedAt: access.now,
                case: .init(key), language: options.language.rawValue, reveals: options.reveals,
                withheld: gathering.withheld, absentFiles: absent)
        }
        // Which files there are is known from the records, so the page is made when that is.
        let all = try Dossier(source, facts([]), root: key, codec: access.engine.codec).files
        let absent = all.compactMap { file -> ExportManifest.AbsentFile? in
            if !options.includesFiles {
                return .init(sha256: "\(file.attachment.sha256)", reason: .leftOut)
            }
            return size(file.attachment.sha256) == nil
                ? .init(sha256: "\(file.attachment.sha256)", reason: .notHere) : nil
        }
        var manifest = facts(absent)
        let dossier = try Dossier(source, manifest, root: key, codec: access.engine.codec)
        attached = dossier.files.filter { $0.absence == nil }.map {
            Attached(path: $0.path, sha256: $0.attachment.sha256, bytes: size($0.attachment.sha256) ?? 0)
        }
        var files = source.files
        files.append((Dossier<Codec>.recordsPath, try dossier.recordLines()))
        files.append((Dossier<Codec>.pagePath, try dossier.page()))
        manifest.files =
            (files.map { ($0.path, $0.bytes.count, Hash(of: $0.bytes)) }
            + attached.map { ($0.path, $0.bytes, $0.sha256) })
            .sorted { $0.0 < $1.0 }
            .map { ExportManifest.File(path: $0.0, bytes: $0.1, sha256: "\($0.2)") }
        let encoded = try manifest.encoded()
        let signature = try maker.signer.sign(ExportManifest.message(encoded))
        files.append((ExportManifest.path, encoded))
        files.append((ExportManifest.signaturePath, Array((Hexadecimal.encode(signature) + "\n").utf8)))
        self.files = files
        maskedChanges = changes.count { $0.isMasked }
        self.manifest = manifest
        title = try dossier.names.title(of: key)?.text(in: options.language) ?? ""
    }

    /// Where the page lies in the folder.
    public static let pagePath = "档案.html"
}
