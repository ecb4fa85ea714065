/// What goes wrong beside the line, drawn from the seed.
package enum Fault: String, Hashable, Sendable, CaseIterable, Codable, Comparable {
    /// The power goes between two commits.
    case powerCut
    /// The power goes in the middle of the next commit.
    case powerCutInCommit
    /// The power goes after the next commit, before the witness is written.
    case powerCutBeforeWitness
    /// An older copy of the data folder is put back; the witness beside it stays.
    case oldFolderPutBack
    /// An older copy of the whole disk is put back, the witness with it: nothing shows it.
    case oldDiskPutBack
    /// An older copy is put back, and the witness is gone.
    case oldFolderWithoutWitness
    /// The disk is new and empty; the key was kept.
    case diskReplaced
    /// The data folder runs on a second machine, too.
    case folderCopied
    /// The whole disk runs on a second machine with the same machine id: nothing shows it.
    case diskCloned
    /// The clock is set wrong, by up to thirty years.
    case clockSetWrong
    /// The clock jumps back to before what was written last.
    case clockJumpsBack
    /// The machine is gone for good.
    case machineDies
    /// The machine has another upstream from now on.
    case newUpstream
    /// Commits fail until somebody makes room.
    case diskFull
    /// Somebody makes room.
    case roomMade
    /// A page of the database is damaged; the doctor finds it, and the last copy or an empty disk takes its place.
    case pageDamaged
    /// A newer program is installed, which knows more kinds.
    case programUpdated
    /// Requests do not arrive.
    case upstreamDeaf
    /// Answers do not arrive.
    case upstreamMute
    /// Nothing arrives.
    case lineDown
    /// The line is mended.
    case lineUp
    /// The newest copy of the whole disk is put back, the witness with it: nothing shows it.
    case newestDiskPutBack

    package static func < (left: Fault, right: Fault) -> Bool { left.rawValue < right.rawValue }

    /// Faults that are not drawn by themselves: repairs of others, and those of a day that is planned as a whole.
    static let partsOfOthers: Set<Fault> = [.roomMade, .lineUp, .newestDiskPutBack]
}
