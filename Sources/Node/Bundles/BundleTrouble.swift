import Bundles
public import CaseFile
import CaseWork
import Foundation
import Identity
import Replication
import WireProtocol

/// Why a bundle was not made or not taken, in words that say what to do next.
public enum BundleTrouble: Error, Hashable, Sendable, Codable {
    /// The directory does not have the upstream's key: this machine has not synced yet.
    case noReceiver
    /// There is no file of this name, or no bundle in this folder.
    case missing(path: String)
    /// The stick has too little room; nothing was left on it. `free` is nil where it filled up in the middle.
    case noRoom(path: String, needed: Int64, free: Int64?)
    case notABundle
    case tooNew
    /// `machine` is its name, empty where the directory has none.
    case forAnother(machine: String)
    case ofAnotherCounty
    case cutOff
    case changed
    case forged
    /// An answer of a machine that is not above this one, or requests of a machine to one that takes none.
    case wrongWay
    /// A frame within that cannot be read.
    case unreadable(detail: String)
    case file(detail: String)

    /// `machine` names the owner of a key.
    init(_ problem: BundleProblem, machine: (Hash) -> String?) {
        switch problem {
        case .format(.notABundle): self = .notABundle
        case .format(.unsupportedVersion), .format(.unsupportedSuite): self = .tooNew
        case .format(.cutOff): self = .cutOff
        case .format(.tooLarge), .format(.malformed), .changed, .outOfOrder, .trailing: self = .changed
        case .notForThisMachine(let receiver): self = .forAnother(machine: machine(receiver) ?? "")
        case .sender: self = .ofAnotherCounty
        case .badSignature: self = .forged
        case .file(.failed(_, let path, let code)) where code == ENOENT: self = .missing(path: path)
        case .file(let error): self = .file(detail: "\(error)")
        }
    }

    /// A short stable name, for programs.
    public var code: String { "bundle-" + wording.key.replacing("_", with: "-") }

    /// What happened and what to do about it.
    public func sentence(in language: Language) -> String {
        let (key, arguments) = wording
        return Words(language).text("bundle.\(key)", arguments)
    }

    private var wording: (key: String, arguments: [String: String]) {
        func megabytes(_ bytes: Int64) -> String { "\((bytes + 999_999) / 1_000_000)" }
        return switch self {
        case .noReceiver: ("no_receiver", [:])
        case .missing(let path): ("missing", ["path": path])
        case .noRoom(let path, let needed, let free?):
            ("no_room", ["path": path, "needed": megabytes(needed), "free": megabytes(free)])
        case .noRoom(let path, let needed, nil): ("full", ["path": path, "needed": megabytes(needed)])
        case .notABundle: ("not_a_bundle", [:])
        case .tooNew: ("too_new", [:])
        case .forAnother(""): ("for_unknown", [:])
        case .forAnother(let machine): ("for_another", ["machine": machine])
        case .ofAnotherCounty: ("other_county", [:])
        case .cutOff: ("cut_off", [:])
        case .changed: ("changed", [:])
        case .forged: ("forged", [:])
        case .wrongWay: ("wrong_way", [:])
        case .unreadable(let detail): ("unreadable", ["detail": detail])
        case .file(let detail): ("file", ["detail": detail])
        }
    }

    /// What kind of failure it is.
    public var kind: CommandFailure.Kind {
        switch self {
        case .noReceiver, .tooNew, .forAnother, .ofAnotherCounty, .wrongWay: .notAllowed
        case .missing: .notFound
        case .noRoom, .file: .fault
        case .notABundle: .badInput
        case .cutOff, .changed, .forged, .unreadable: .unsound
        }
    }

    var failure: CommandFailure {
        CommandFailure(kind: kind, code: code, zhHans: sentence(in: .zhHans), en: sentence(in: .en))
    }
}
