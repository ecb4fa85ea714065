/// Why a folder cannot be verified at all.
public enum ExportRefusal: Error, Hashable, Sendable {
    /// There is no such folder.
    case folderMissing(String)
    /// It has no manifest that can be read: it is no export, or its manifest is damaged.
    case notAnExport(String, detail: String)
    /// A newer program made it.
    case tooNew(version: Int)
    /// What should be the authority's fingerprint is none.
    case badFingerprint(String)

    /// What happened and what to do.
    public var sentence: ExportSentence {
        switch self {
        case .folderMissing(let path): ExportSentence("refused.folder_missing", ["path": path])
        case .notAnExport(let path, let detail):
            ExportSentence("refused.not_an_export", ["path": path, "detail": detail])
        case .tooNew(let version): ExportSentence("refused.too_new", ["version": "\(version)"])
        case .badFingerprint(let text): ExportSentence("refused.bad_fingerprint", ["text": text])
        }
    }
}
