/// Why the folder of an export was not written; nothing of it is left behind.
public enum ExportTrouble: Error, Hashable, Sendable {
    /// There is something of this name already.
    case exists(path: String)
    /// The folder above is not there.
    case missingFolder(path: String)
    case full(path: String)
    /// The content of a file is not what its hash says.
    case lost(file: String)
    case failed(detail: String)

    /// What happened and what to do.
    public var sentence: ExportSentence {
        switch self {
        case .exists(let path): ExportSentence("written.exists", ["path": path])
        case .missingFolder(let path): ExportSentence("written.missing_folder", ["path": path])
        case .full(let path): ExportSentence("written.full", ["path": path])
        case .lost(let file): ExportSentence("written.lost", ["file": file])
        case .failed(let detail): ExportSentence("written.failed", ["detail": detail])
        }
    }
}
