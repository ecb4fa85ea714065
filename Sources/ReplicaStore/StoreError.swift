import Causality
import Foundation
public import Replication

/// Why a store was not opened, copied or written, in words that name the next step.
public enum StoreError: Error, Hashable, Sendable {
    /// Another process, or another part of this one, has the store open.
    case alreadyOpen(String)
    /// The store was written by a newer version of the program.
    case newerStore(found: Int, known: Int)
    /// The file is no store of this program.
    case notAStore(String)
    /// SQLite did not accept a setting that durability rests on.
    case notDurable(setting: String, found: String)
    /// A copy is never written over what exists.
    case fileExists(String)
    /// A store is restored into an empty folder only: an old `-wal` file beside it would destroy it.
    case folderNotEmpty(String)
    /// A file to restore from has a `-wal` beside it: it is open, or was copied by hand.
    case openOrTorn(String)
    /// The store was closed.
    case closed
    /// A file or folder could not be read or written: what was tried, where, and the system's error number.
    case system(action: String, path: String, errno: Int32)
    /// The change is not the next one of its log.
    case notNext(LogPosition, headSeq: UInt64)
    /// A signed head names a place that the log does not hold.
    case headNotInLog(LogPosition)
    /// The log, or the number of logs, has reached the 2^40 changes or 2^23 logs that fit into one key.
    case tooMany(LogID)
}

extension StoreError {
    /// Whether there is no room left, or none for this user.
    public var isDiskFull: Bool {
        if case .system(_, _, let number) = self { number == ENOSPC || number == EDQUOT } else { false }
    }

    /// Whether the disk may be read and not written: one on which the system found errors, or a card with its slide shut.
    public var isReadOnly: Bool {
        if case .system(_, _, let number) = self { number == EROFS } else { false }
    }
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .alreadyOpen(let path):
            "the store at \(path) is open elsewhere; use the running program, or stop it and try again"
        case .newerStore(let found, let known):
            "the store has format \(found), this program knows up to \(known); install the newer version"
        case .notAStore(let path):
            "the file \(path) is not a store of this program; name another folder"
        case .notDurable(let setting, let found):
            "the database did not accept \(setting), it answers \(found); use a local disk with a common file system"
        case .fileExists(let path):
            "the file \(path) exists and is not replaced; name a new file"
        case .folderNotEmpty(let path):
            "the folder \(path) is not empty; restore into a new folder"
        case .openOrTorn(let path):
            "the file \(path) has a -wal file beside it and is not whole without it; restore from a backup"
        case .closed:
            "the store is closed"
        case .system(let action, let path, let errno):
            "cannot \(action) \(path): system error \(errno)"
        case .notNext(let position, let headSeq):
            "change \(position.seq) of log \(position.log) does not follow on its head \(headSeq)"
        case .headNotInLog(let position):
            "log \(position.log) does not hold \(position.hash) at \(position.seq)"
        case .tooMany(let log):
            "log \(log) does not fit into the store"
        }
    }
}
