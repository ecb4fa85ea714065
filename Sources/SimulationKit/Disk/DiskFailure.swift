/// Why a commit failed.
enum DiskFailure: Error, Hashable {
    /// No room is left.
    case full
    /// The power went before the commit.
    case powerCut
    /// The power went after the commit, before anything else.
    case powerCutAfterCommit
}
