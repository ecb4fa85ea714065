import CaseFile
import CaseStore
import Replication

/// A file that a record of the case names: a scan, a photograph, a recording, a signature.
struct DossierFile: Hashable {
    /// From 1.
    let number: Int
    let attachment: Attachment
    /// The record that names it first.
    let record: RecordKey
    /// Nil where it is in the export.
    let absence: ExportManifest.AbsentFile.Reason?

    /// Where it lies in the export.
    var path: String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        let ending = FileForm(rawValue: attachment.mediaType)?.fileExtension ?? "bin"
        return "\(DossierFile.folder)/\(padded)-\(attachment.sha256.description.prefix(8)).\(ending)"
    }

    static let folder = "附件"

    /// Each once, in the order of the changes. A file that a later change no longer names stays part of the history.
    static func all(
        in bodies: [(record: RecordKey, body: ChangeBody)], _ facts: ExportManifest, _ codec: some ChangeCodec
    ) -> [DossierFile] {
        var files: [DossierFile] = []
        var seen: Set<Hash> = []
        for (record, body) in bodies {
            for attachment in body.writes.flatMap({ codec.decode($0.value).attachments })
            where seen.insert(attachment.sha256).inserted {
                let digits = attachment.sha256.description
                files.append(
                    DossierFile(
                        number: files.count + 1, attachment: attachment, record: record,
                        absence: facts.absentFiles.first { $0.sha256 == digits }?.reason))
            }
        }
        return files
    }
}
