import CaseFile
import CaseWork
import ReplicaStore
import Replication

/// One attached file as a line of a page.
struct FileLine: Sendable {
    let fileText: String
    /// Nil where its content is not on this machine.
    let fileHref: String?
    let filePlace: String
    /// Where a button has it fetched; nil where that is done or nobody can be asked.
    let fetchHref: String?

    init(_ file: AttachedFile, of key: RecordKey, hasUpstream: Bool, _ words: Words) {
        let form = file.form?.label.text(in: words.language) ?? file.attachment.mediaType
        fileText = "\(form) \(Label.fileSize(file.attachment.size).text(in: words.language))"
        let path = PagePath.file(file.attachment.sha256, of: key)
        fileHref = file.isHere ? path : nil
        switch file.place {
        case .here(let isUpstream):
            // A center has no upstream, and everybody's files are there.
            filePlace = hasUpstream ? words.text(isUpstream ? "file.upstream" : "file.here") : ""
            fetchHref = nil
        case .wished:
            filePlace = words.text("file.wished")
            fetchHref = nil
        case .unknown:
            filePlace = words.text("file.absent")
            fetchHref = hasUpstream ? path + "/fetch" : nil
        }
    }
}
