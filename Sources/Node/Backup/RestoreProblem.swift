public import CaseFile
import CaseWork
public import Identity

/// Why a copy is not put back, in words that name the next step.
public enum RestoreProblem: Error, Hashable, Sendable {
    /// The data folder holds something, which is never written over.
    case notEmpty(path: String)
    /// Nothing that was found there is a finished copy.
    case noCopy(path: String)
    /// The copy has no keys and nobody said where they are.
    case keysMissing(role: NodeRole, name: String)
    case noKeysIn(path: String)
    /// The keys are those of another machine than the copy.
    case keysOfAnother(path: String, name: String)

    /// A short stable name, for programs.
    public var code: String { "restore-\(wording.key.replacing("_", with: "-"))" }

    /// What happened and what to do about it, in a person's language.
    public func sentence(in language: Language) -> String {
        let (key, arguments) = wording
        return Words(language).text("restore.\(key)", arguments)
    }

    private var wording: (key: String, arguments: [String: String]) {
        switch self {
        case .notEmpty(let path): ("not_empty", ["path": path])
        case .noCopy(let path): ("no_copy", ["path": path])
        case .keysMissing(.center, let name): ("keys_missing_center", ["name": name])
        case .keysMissing(_, let name): ("keys_missing", ["name": name])
        case .noKeysIn(let path): ("no_keys_in", ["path": path])
        case .keysOfAnother(let path, let name): ("keys_of_another", ["path": path, "name": name])
        }
    }

    var failure: CommandFailure {
        let kind: CommandFailure.Kind =
            switch self {
            case .noCopy: .notFound
            case .notEmpty, .keysMissing, .noKeysIn, .keysOfAnother: .badInput
            }
        return CommandFailure(kind: kind, code: code, zhHans: sentence(in: .zhHans), en: sentence(in: .en))
    }
}
