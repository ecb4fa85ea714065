public import CaseFile

/// How a sync with the upstream stands.
public enum ConsoleSync: Sendable {
    /// Counts of changes; those to come are what the upstream's last answer told.
    public struct Counts: Hashable, Sendable {
        public var sent = 0
        public var received = 0
        public var toSend = 0
        public var toReceive = 0

        public init() {}
    }

    /// None has run yet.
    case never
    case running(Counts)
    /// `at` is in milliseconds since 1970; the counts are nil where the sync ran before this program was started.
    /// `refused` logs stayed here because the upstream did not take them.
    case finished(at: Int64, Counts?, refused: Int)
    /// What happened and what to do, in both languages.
    case failed(at: Int64, Label)
}
