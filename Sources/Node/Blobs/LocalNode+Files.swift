import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// What people do with files: attach one, look at one, have one fetched.
extension LocalNode {
    /// Keeps a file, durably, and answers how a record names it. Nothing names it yet.
    ///
    /// Throws `CaseWorkError` for a file that is empty, too large or of a form that is not accepted.
    nonisolated func keep(_ file: [UInt8]) async throws -> Attachment {
        guard !file.isEmpty else { throw CaseWorkError.fileEmpty }
        guard file.count <= Limits.blobBytes else {
            throw CaseWorkError.fileTooLarge(bytes: file.count, most: Limits.blobBytes)
        }
        guard let form = FileForm(of: file) else {
            throw CaseWorkError.fileOfUnknownForm(accepted: FileForm.allCases.map { $0.fileExtension.uppercased() })
        }
        return Attachment(
            sha256: try await blobDesk.add(file), size: UInt64(file.count), mediaType: form.mediaType)
    }

    /// The content of a blob that is here. Throws `StorageCorruption` where its file is no longer what it was, and has it
    /// fetched anew.
    nonisolated func content(of hash: Hash) async throws -> [UInt8]? {
        guard let size = blobs.size(of: hash), let bytes = try blobs.read(hash, from: 0, count: size) else {
            return nil
        }
        guard Hash(of: bytes) == hash else {
            throw StorageCorruption("the file of the blob \(hash) is damaged; run tingsu doctor")
        }
        return bytes
    }

    /// The files of a record and their content's place; the record is named as people do.
    func files(ofRecord text: String) throws -> (key: RecordKey, files: [AttachedFile]) {
        try inspect { access in
            let key = try RecordNaming(access: access, scopes: nil).key(meantBy: text, kinds: nil)
            return (key, try access.files(of: access.reading.record(key)))
        }
    }
}
