public import CaseFile

/// How a sync with the upstream stands.
public enum ConsoleSync: Sendable {
    /// Counts of changes; those to come are what the upstream's last answer told.
    public struct Counts: Hashable, Sendable {
        public var sent = 0
        public var received = 0
        public var toSend = 0
        public var toReceive = 0
        /// Attached files brought whole so far; while one is on its way, of how many, and how many of its bytes the upstream
        /// has acknowledged.
        public var files = 0
        public var filesOnTheWay: FilesOnTheWay?

        public init() {}
    }

    /// Files that are being brought, after the records.
    public struct FilesOnTheWay: Hashable, Sendable {
        public var count: Int
        public var bytesSent: Int
        public var bytes: Int

        public init(count: Int, bytesSent: Int, bytes: Int) {
            self.count = count
            self.bytesSent = bytesSent
            self.bytes = bytes
        }
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
