import CaseStore
import Causality
import Foundation
import Identity
import Replication
import WireProtocol

/// Proves that the folder of an export is as it was handed out, on a machine that has nothing else: no node, no store and
/// no network.
///
/// The chain runs from a change's bytes to the head that its machine signed, from that machine's key to the center that
/// wrote it into the directory, and from the machine that made the export to the county's authority. The authority's
/// fingerprint is where it ends: people compare it.
public struct ExportVerification {
    private let folder: ExportFolder
    private let manifest: ExportManifest
    private let encodedManifest: [UInt8]
    private let expectedRoot: String?
    private let program: String
    private var problems: [ExportProblem] = []

    /// Looks at a folder; `rootFingerprint` is the authority's as somebody read it out, whole or its first 32 digits.
    ///
    /// Throws `ExportRefusal` where there is nothing to verify.
    public init(folder path: String, rootFingerprint: String?, program: String) throws(ExportRefusal) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .folderMissing(path)
        }
        folder = ExportFolder(path: path)
        let bytes: [UInt8]?
        do {
            bytes = try folder.read(ExportManifest.path)
        } catch {
            throw .notAnExport(path, detail: "\(error)")
        }
        guard let bytes else { throw .notAnExport(path, detail: ExportManifest.path) }
        let decoder = JSONDecoder()
        struct Preamble: Decodable {
            let format: String
            let version: Int
        }
        guard let preamble = try? decoder.decode(Preamble.self, from: Data(bytes)),
            preamble.format == ExportManifest.formatName
        else { throw .notAnExport(path, detail: ExportManifest.path) }
        guard preamble.version == ExportManifest.formatVersion else { throw .tooNew(version: preamble.version) }
        do {
            manifest = try decoder.decode(ExportManifest.self, from: Data(bytes))
        } catch {
            throw .notAnExport(path, detail: "\(ExportManifest.path): \(error)")
        }
        if let rootFingerprint {
            let digits = rootFingerprint.lowercased().filter { !$0.isWhitespace && $0 != ":" }
            guard [32, 64].contains(digits.count), Hexadecimal.decode(digits) != nil else {
                throw .badFingerprint(rootFingerprint)
            }
            expectedRoot = digits
        } else {
            expectedRoot = nil
        }
        encodedManifest = bytes
        self.program = program
    }

    /// Checks everything and says what was found. Throws where the machine itself fails, and `ExportRefusal` where the
    /// certificate of the authority cannot be read, without which nothing can be said.
    public mutating func report() throws -> ExportReport {
        checkFiles()
        let source: CaseSource
        do {
            source = try CaseSource { (name) throws(ProofError) in
                guard let bytes = (try? folder.read(name)).flatMap({ $0 }) else {
                    throw ProofError(file: name, line: nil, member: "file")
                }
                return bytes
            }
        } catch {
            if !problems.contains(where: { $0.file == error.file }) {
                problems.append(
                    ExportProblem(
                        .badProof, file: error.file,
                        detail: (error.line.map { "\($0), " } ?? "") + error.member))
            }
            return summary(nil, records: 0, files: [])
        }
        checkMaker(source.county)
        var proof = ChangeProof(source, codec: ProtobufChangeCodec())
        proof.check()
        problems += proof.problems
        guard let root = manifest.case.key else {
            problems.append(ExportProblem(.caseMissing, file: ExportManifest.path))
            return summary(source, records: 0, files: [])
        }
        let dossier = try Dossier(source, manifest, root: root, codec: ProtobufChangeCodec())
        if dossier.caseView == nil { problems.append(ExportProblem(.caseMissing, file: CaseSource.changesPath)) }
        try checkRendering(dossier)
        checkAttachments(dossier.files)
        return summary(source, records: dossier.records.count, files: dossier.files)
    }

    // MARK: Files

    private mutating func checkFiles() {
        let own = [ExportManifest.path, ExportManifest.signaturePath]
        let listed = manifest.files.map(\.path)
        for path in folder.paths() where !listed.contains(path) && !own.contains(path) {
            problems.append(ExportProblem(.fileAdded, file: path))
        }
        for file in manifest.files {
            // A name that leads out of the folder is none of ours.
            guard !file.path.hasPrefix("/"), !file.path.split(separator: "/").contains("..") else {
                problems.append(ExportProblem(.fileUnreadable, file: file.path))
                continue
            }
            do {
                guard let found = try folder.hash(file.path) else {
                    problems.append(ExportProblem(.fileMissing, file: file.path))
                    continue
                }
                if found.bytes != file.bytes || "\(found.hash)" != file.sha256 {
                    problems.append(ExportProblem(.fileChanged, file: file.path))
                }
            } catch {
                problems.append(ExportProblem(.fileUnreadable, file: file.path, detail: "\(error)"))
            }
        }
    }

    // MARK: Who made it

    private mutating func checkMaker(_ county: CountyEvidence) {
        let fingerprint = "\(county.root.fingerprint)"
        if let expectedRoot, !fingerprint.hasPrefix(expectedRoot) {
            problems.append(
                ExportProblem(.otherRoot, file: CaseSource.countyPath, detail: county.root.fingerprint.readAloud))
        }
        guard let maker = county.identities.first(where: { "\($0.node)" == manifest.machine.id }),
            manifest.county == county.root.county, manifest.isTraining == county.root.isTraining
        else {
            problems.append(ExportProblem(.unknownMaker, file: CaseSource.countyPath, detail: manifest.machine.name))
            return
        }
        let text = (try? folder.read(ExportManifest.signaturePath)).flatMap { $0 }.map {
            String(decoding: $0, as: UTF8.self)
        }
        // To the letter: digits in capitals are the same signature, and not the same file.
        guard let text, let signature = Hexadecimal.decode(text.dropLast()),
            text == Hexadecimal.encode(signature) + "\n",
            maker.key.isValid(signature: signature, for: ExportManifest.message(encodedManifest))
        else {
            problems.append(ExportProblem(.badSignature, file: ExportManifest.signaturePath))
            return
        }
    }

    // MARK: What is shown

    private mutating func checkRendering(_ dossier: Dossier<ProtobufChangeCodec>) throws {
        // Another program may have other words for the same: then its signature speaks for page and records.
        guard manifest.program == program else { return }
        let made: [(String, ExportProblem.Code, [UInt8])] = [
            (Dossier<ProtobufChangeCodec>.recordsPath, .recordsDiffer, try dossier.recordLines()),
            (Dossier<ProtobufChangeCodec>.pagePath, .pageDiffers, try dossier.page()),
        ]
        for (path, code, bytes) in made where (try? folder.read(path)).flatMap({ $0 }) != bytes {
            // That the file is missing was said.
            if !problems.contains(where: { $0.code == .fileMissing && $0.file == path }) {
                problems.append(ExportProblem(code, file: path))
            }
        }
    }

    private mutating func checkAttachments(_ files: [DossierFile]) {
        let listed = manifest.files.filter { $0.path.hasPrefix(DossierFile.folder + "/") }
        for file in files where file.absence == nil {
            if listed.first(where: { $0.path == file.path })?.sha256 != "\(file.attachment.sha256)" {
                problems.append(ExportProblem(.attachmentDiffers, file: file.path))
            }
        }
        for file in listed where !files.contains(where: { $0.path == file.path && $0.absence == nil }) {
            problems.append(ExportProblem(.attachmentDiffers, file: file.path))
        }
    }

    // MARK: The report

    private func summary(_ source: CaseSource?, records: Int, files: [DossierFile]) -> ExportReport {
        let root = source?.county.root.fingerprint
        let masked = source?.changes.count { $0.isMasked } ?? 0
        let attachments = files.count { $0.absence == nil }
        let counts = [
            "changes": "\((source?.changes.count ?? 0) - masked)", "masked": "\(masked)", "records": "\(records)",
            "files": "\(manifest.files.count)", "attachments": "\(attachments)",
            "absent": "\(files.count - attachments)", "withheld": "\(manifest.withheld.count)",
            "machine": manifest.machine.name, "county": manifest.county, "program": manifest.program,
            "time": ExportTime.text(manifest.exportedAt), "fingerprint": root?.readAloud ?? "",
        ]
        func sentence(_ key: String) -> ExportSentence { ExportSentence("report.\(key)", counts) }
        var proven = [sentence("files"), sentence("changes"), sentence("maker")]
        var open: [ExportSentence] = []
        if manifest.program == program {
            proven.append(sentence("rendered"))
        } else {
            open.append(sentence("other_program"))
        }
        if attachments > 0 { proven.append(sentence("attachments")) }
        open.append(sentence(expectedRoot == nil ? "root" : "root_compared"))
        if !isCenterKnown(source) { open.append(sentence("center")) }
        if masked > 0 { open.append(sentence("masked")) }
        if files.count > attachments { open.append(sentence("absent")) }
        if !manifest.withheld.isEmpty { open.append(sentence("withheld")) }
        open.append(sentence("completeness"))
        open.append(sentence("times"))
        return ExportReport(
            isSound: problems.isEmpty, county: manifest.county, machine: manifest.machine.name,
            exportedAt: manifest.exportedAt,
            changes: source?.changes.count ?? 0, maskedChanges: masked, records: records,
            files: manifest.files.count, attachments: attachments, absentAttachments: files.count - attachments,
            withheldRecords: manifest.withheld.count, rootFingerprint: root.map { "\($0)" } ?? "",
            spokenRootFingerprint: root?.readAloud ?? "", proven: problems.isEmpty ? proven : [],
            notProven: open, problems: problems)
    }

    /// Whether the authority itself vouches for every key that wrote the directory: so it is where a center made the
    /// export. Other machines were told the center's key when they joined.
    private func isCenterKnown(_ source: CaseSource?) -> Bool {
        guard let county = source?.county else { return false }
        let known = county.identities.map(\.key.hash)
        return county.centerKeys.allSatisfy { known.contains($0.hash) }
    }
}
