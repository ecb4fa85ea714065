/// Something about an export that is not as it was handed out, or that does not prove what it should.
public struct ExportProblem: Codable, Hashable, Sendable {
    /// What is wrong; the raw value is the word for programs.
    public enum Code: String, Codable, Hashable, Sendable, CaseIterable {
        case fileMissing = "file_missing"
        case fileChanged = "file_changed"
        case fileAdded = "file_added"
        case fileUnreadable = "file_unreadable"
        /// The manifest's signature is not that of the machine that it names.
        case badSignature = "bad_signature"
        /// The county's authority does not vouch for the machine that made the export.
        case unknownMaker = "unknown_maker"
        /// The authority is another one than was asked for.
        case otherRoot = "other_root"
        /// A line of the proof cannot be read.
        case badProof = "bad_proof"
        /// The bytes of a change are not those that its log commits to.
        case changeDiffers = "change_differs"
        /// No unbroken chain leads from a change to a head that its machine signed.
        case changeUnproven = "change_unproven"
        /// The county's directory does not name the machine that signed a change.
        case unknownSigner = "unknown_signer"
        /// A change stands twice in one place.
        case changeTwice = "change_twice"
        /// What the changes say is not what the records say.
        case recordsDiffer = "records_differ"
        /// What the changes say is not what the page says.
        case pageDiffers = "page_differs"
        /// A file is not the one that a record names, or none names it.
        case attachmentDiffers = "attachment_differs"
        /// The case itself is not among the changes.
        case caseMissing = "case_missing"
    }

    public let code: Code
    /// The file at fault.
    public let file: String
    /// The change at fault; nil where it is the file.
    public let change: String?
    public let sentence: ExportSentence

    init(_ code: Code, file: String, change: String? = nil, detail: String = "") {
        self.code = code
        self.file = file
        self.change = change
        sentence = ExportSentence(
            "verify.\(code.rawValue)", ["file": file, "change": change ?? "", "detail": detail])
    }
}
