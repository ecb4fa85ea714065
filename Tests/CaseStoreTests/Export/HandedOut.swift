import CaseFile
import CaseStore
import CaseWork
import Causality
import Foundation
import Identity
import ReplicaStore
import Replication
import Testing
import WireProtocol

@testable import CaseExport

/// A case of an office, handed out into a folder by a machine for which a county's authority vouches.
final class HandedOut {
    static let program = "1.2.3"
    static let number = "360899196403120010"
    static let scan = Array("not really a picture".utf8)

    let office: Office
    let key: RecordKey
    let root: CountyRoot
    let folder: String
    private let maker: ExportedCase.Maker
    private let center: CenterKey

    /// A case with a party, a visit with a scan, and what is for named readers only.
    init(_ options: ExportOptions = ExportOptions()) throws {
        center = try CenterKey()
        office = try Office.withVillage(key: center)
        try office.openRestricted()
        key = try office.makeCase().key
        let authority = try CountyAuthority(county: "永丰县", isTraining: true)
        root = authority.root
        let signer = DeviceKeyPair.generate()
        let certificate = try authority.issueCertificate(
            for: signer.key, nodeID: signer.key.device, name: "县中心档案机", role: .device)
        maker = ExportedCase.Maker(
            program: HandedOut.program, root: root, centerKeys: [center.key], certificate: certificate.der,
            name: "县中心档案机", signer: signer)
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("export-\(UUID().uuidString)").path
        try record()
        try write(options)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func record() throws {
        _ = try office.write { writing in
            try writing.save(
                [
                    .create(
                        RecordDraft(
                            kind: "person", localName: "zou",
                            fields: [
                                ("name", .string("邹某")),
                                ("identity", .string(HandedOut.number)),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "case_party",
                            fields: [
                                ("case", .string(key.id.description)), ("person", .string("@zou")),
                                ("side", .string("applicant")),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "visit", localName: "visit",
                            fields: [
                                ("case", .string(key.id.description)), ("started", .string("2026-05-06 10:00")),
                                ("narrative", .string("邹某说到受伤的经过几次停下")),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "restricted_note",
                            fields: [
                                ("case", .string(key.id.description)), ("visit", .string("@visit")),
                                ("text", .string("背着人说的话")),
                            ])),
                    .create(
                        RecordDraft(
                            kind: "whistle_report",
                            fields: [
                                ("case", .string(key.id.description)), ("reported", .string("某单位")),
                                ("text", .string("检举的内容")), ("received_on", .string("2026-05-07")),
                            ])),
                ], in: Office.village)
        }
        let visit = try office.read { try $0.queries.children(of: key, kind: VisitSchema.recordKind) }[0]
        _ = try office.write {
            try $0.attach(
                Attachment(
                    sha256: Hash(of: HandedOut.scan), size: UInt64(HandedOut.scan.count), mediaType: "image/jpeg"),
                to: visit)
        }
    }

    func made(_ options: ExportOptions = ExportOptions()) throws -> ExportedCase {
        try office.look(as: center.key) { access in
            try ExportedCase(key, of: access, by: maker, options) {
                $0 == Hash(of: HandedOut.scan) ? HandedOut.scan.count : nil
            }
        }
    }

    /// Writes the folder anew.
    func write(_ options: ExportOptions = ExportOptions()) throws {
        try? FileManager.default.removeItem(atPath: folder)
        let exported = try made(options)
        let writer = try ExportWriter(folder)
        for file in exported.files { try writer.add(file.path, file.bytes) }
        for file in exported.attached { try writer.add(file.path, HandedOut.scan) }
        try writer.finish()
    }

    func report(root fingerprint: String? = nil, program: String = HandedOut.program) throws -> ExportReport {
        var verification = try ExportVerification(folder: folder, rootFingerprint: fingerprint, program: program)
        return try verification.report()
    }

    // MARK: The folder

    /// Relative paths of all files, sorted.
    var paths: [String] { ExportFolder(path: folder).paths() }

    func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)")))
    }

    func put(_ bytes: [UInt8], _ path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(path)"))
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(path)") }

    // MARK: A machine that lies

    /// Changes what the proof says, makes page and records from it, and signs for all of it: what the exporting machine
    /// could do if it wanted to deceive.
    func forge(_ change: (inout [ExportedChange], inout [LogEvidence]) throws -> Void) throws {
        let source = try CaseSource { (path) throws(ProofError) in
            guard let bytes = try? bytes(path) else { throw ProofError(file: path, line: nil, member: "file") }
            return bytes
        }
        var (changes, logs) = (source.changes, source.logs)
        try change(&changes, &logs)
        let forged = CaseSource(changes: changes, logs: logs, county: source.county)
        var manifest = try JSONDecoder().decode(ExportManifest.self, from: Data(bytes(ExportManifest.path)))
        let dossier = try Dossier(forged, manifest, root: key, codec: ProtobufChangeCodec())
        var files = forged.files
        files.append((Dossier<ProtobufChangeCodec>.recordsPath, try dossier.recordLines()))
        files.append((Dossier<ProtobufChangeCodec>.pagePath, try dossier.page()))
        for file in files { try put(file.bytes, file.path) }
        manifest.files = try manifest.files.map { file in
            let content = try bytes(file.path)
            return ExportManifest.File(path: file.path, bytes: content.count, sha256: "\(Hash(of: content))")
        }
        let encoded = try manifest.encoded()
        try put(encoded, ExportManifest.path)
        let signature = try maker.signer.sign(ExportManifest.message(encoded))
        try put(Array((Hexadecimal.encode(signature) + "\n").utf8), ExportManifest.signaturePath)
    }

    /// Where the first change of a record stands among others.
    func place(of record: RecordKey, in changes: [ExportedChange]) throws -> Int {
        guard let index = changes.firstIndex(where: { $0.record == record }) else {
            throw ProofError(file: "", line: nil, member: "change")
        }
        return index
    }
}
