/// What becomes of one request and its answer.
enum MessageFate: String, CaseIterable {
    case delivered
    /// Lost before the server saw it.
    case requestLost
    /// The server committed, and its answer was lost.
    case answerLost
    /// The server sees the request twice.
    case requestTwice
    /// The request arrives when its sender has long given up.
    case requestDelayed
    /// An older request of the same sender arrives again, before this one.
    case olderRequestFirst
    /// The request's bytes end early.
    case requestTruncated
    /// The answer's bytes end early.
    case answerTruncated
    /// A careless carrier leaves the end of the last segment out, in both directions.
    case segmentsCut
    /// The server's power goes after its commit and before its answer.
    case serverCutAfterCommit
    /// The server's power goes in its commit.
    case serverCutInCommit
    /// The asker's power goes while it takes the answer in.
    case askerCutInCommit
    /// The asker's power goes right after it took the answer in.
    case askerCutAfterCommit
}
