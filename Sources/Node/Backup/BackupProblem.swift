public import CaseFile
import CaseWork
import Foundation
import Identity
import ReplicaStore
import Replication

/// Why a copy was not made, or not put back, as far as a person can do something about it.
public enum BackupProblem: Error, Hashable, Sendable, Codable {
    /// Nobody said where copies go.
    case notSet
    case folderMissing(path: String)
    /// The folder is there and does not bear the mark of one for copies: most likely its disk is not connected.
    case notMarked(path: String)
    case insideData(path: String)
    case readOnly(path: String)
    case notAllowed(path: String)
    /// `neededBytes` is nil where the disk filled up in the middle.
    case diskFull(path: String, neededBytes: Int64?, freeBytes: Int64?)
    /// What was written is not what the store holds, or cannot be read again.
    case notVerified(path: String, detail: String)
    /// Another copy is being made.
    case isRunning
    case exists(path: String)
    case other(detail: String)

    /// Finds what is behind an error of a layer below; `path` is the folder that was written to.
    public init(describing error: any Error, in path: String) {
        let code: Int32?
        switch error {
        case let problem as BackupProblem:
            self = problem
            return
        case StoreError.system(_, _, let errno): code = errno
        case FileError.failed(_, _, let errno): code = errno
        case let error as CocoaError: code = BackupProblem.systemCode(of: error)
        case let error as POSIXError: code = error.code.rawValue
        default: code = nil
        }
        switch code {
        case ENOSPC, EDQUOT: self = .diskFull(path: path, neededBytes: nil, freeBytes: nil)
        case EROFS: self = .readOnly(path: path)
        case EACCES, EPERM: self = .notAllowed(path: path)
        case ENOENT: self = .folderMissing(path: path)
        default:
            self =
                error is StorageCorruption
                ? .notVerified(path: path, detail: "\(error)") : .other(detail: "\(error)")
        }
    }

    private static func systemCode(of error: CocoaError) -> Int32? {
        if let system = error.underlying as? POSIXError { return system.code.rawValue }
        switch error.code {
        case .fileWriteOutOfSpace: return ENOSPC
        case .fileWriteVolumeReadOnly: return EROFS
        case .fileWriteNoPermission, .fileReadNoPermission: return EACCES
        case .fileNoSuchFile, .fileReadNoSuchFile: return ENOENT
        default: return nil
        }
    }

    /// A short stable name, for programs.
    public var code: String { "backup-\(wording.key.replacing("_", with: "-"))" }

    /// What happened and what to do about it, in a person's language.
    public func sentence(in language: Language) -> String {
        let (key, arguments) = wording
        return Words(language).text("backup.\(key)", arguments)
    }

    /// The key of the catalogs after `backup.`, and what stands in its text.
    private var wording: (key: String, arguments: [String: String]) {
        func megabytes(_ bytes: Int64) -> String { "\((bytes + 999_999) / 1_000_000)" }
        switch self {
        case .notSet: return ("not_set", [:])
        case .folderMissing(let path): return ("folder_missing", ["path": path])
        case .notMarked(let path): return ("not_marked", ["path": path])
        case .insideData(let path): return ("inside_data", ["path": path])
        case .readOnly(let path): return ("read_only", ["path": path])
        case .notAllowed(let path): return ("not_allowed", ["path": path])
        case .diskFull(let path, let needed?, let free?):
            return ("no_room", ["path": path, "needed": megabytes(needed), "free": megabytes(free)])
        case .diskFull(let path, _, _): return ("disk_full", ["path": path])
        case .notVerified(let path, let detail): return ("not_verified", ["path": path, "detail": detail])
        case .isRunning: return ("is_running", [:])
        case .exists(let path): return ("exists", ["path": path])
        case .other(let detail): return ("other", ["detail": detail])
        }
    }

    var failure: CommandFailure {
        let kind: CommandFailure.Kind =
            switch self {
            case .notSet, .folderMissing, .insideData, .exists: .badInput
            case .isRunning: .busy
            case .notMarked, .readOnly, .notAllowed, .diskFull, .notVerified, .other: .fault
            }
        return CommandFailure(kind: kind, code: code, zhHans: sentence(in: .zhHans), en: sentence(in: .en))
    }
}
