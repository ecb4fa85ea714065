/// One thing that a person or a program asks of a node, the same beside a running daemon and without one.
///
/// The command line makes a command and prints its reply; between them lies either a call or the daemon's socket, where
/// both travel as JSON, the same that `--json` prints.
public protocol NodeCommand: Codable, Sendable {
    associatedtype Reply: Codable & Sendable

    /// The route on the socket and the name in logs: lower case, words joined by hyphens.
    static var name: String { get }

    /// Does it. Throws `CommandFailure` for everything that a person can mend; any other error is a fault of ours.
    func run(on node: LocalNode) async throws -> Reply
}

/// Why a command was not done: a word for programs, sentences for people, an exit code for scripts.
public struct CommandFailure: Error, Hashable, Sendable, Codable {
    /// What kind of failure it is; the raw value is the exit code of `tingsu`.
    public enum Kind: Int32, Hashable, Sendable, Codable, CaseIterable {
        /// A fault of the program or the machine: disk full, store damaged.
        case fault = 1
        /// The arguments or the input are not usable; nothing was changed.
        case badInput = 2
        /// What was named does not exist here.
        case notFound = 3
        /// A disputed field was to be written without saying which readings were seen.
        case conflict = 4
        /// This machine, or this person, may not do it.
        case notAllowed = 5
        /// The upstream was not reached, or the line broke; trying again later may help.
        case line = 6
        /// Something was found wrong: `verify`, `doctor`.
        case unsound = 7
        /// Another process has the store open and does not answer.
        case busy = 8
    }

    public let kind: Kind
    /// A short stable name, for programs.
    public let code: String
    public let zhHans: String
    public let en: String

    public init(kind: Kind, code: String, zhHans: String, en: String) {
        self.kind = kind
        self.code = code
        self.zhHans = zhHans
        self.en = en
    }
}
