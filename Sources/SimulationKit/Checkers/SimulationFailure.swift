/// A promise that a run saw broken.
package struct SimulationFailure: Error, Hashable, CustomStringConvertible {
    /// Which promise it is; a shrunk history must break the same.
    package enum Check: String, Hashable, Sendable, Codable {
        /// Equal sets of changes make equal siblings and digests.
        case convergence
        /// The stored state of a record is what its applied changes make.
        case merge
        /// A change stands as the directory says, and what is held is held for a reason.
        case admission
        /// A value went that nobody who replaced it had read.
        case unreadReplaced
        /// A node's set of changes shrank without a restore.
        case shrank
        /// A change that a surviving disk held, or that the center had signed for, is missing at the end.
        case lost
        /// A chain or a head does not verify, or a log does not end on a signed head.
        case chain
        /// One number of one log means two changes, and no copy of the machine was ever made.
        case doubled
        /// What the center signed for and lost is not on its list, or something is that is not lost.
        case gaps
        /// A machine gave its replica up, and nobody had copied it or put it back.
        case replica
        /// A blob that a machine said to have is not there, or one that is left somewhere never came to the center.
        case blob
        /// Custody or a report claims what is not true.
        case custody
        /// A change of a record that moved is not where the record lives.
        case leftBehind
        /// A sync, or the county after the faults, does not come to rest.
        case liveness
        /// More requests or bytes than there was reason for.
        case budget
        /// Bytes were taken that must be refused.
        case hostileBytes
        /// The same seed went another way.
        case nondeterminism
        /// The program threw what it must not.
        case unexpectedError
    }

    package let check: Check
    package let message: String
    /// Place in the plan of the event that it came with; nil after the last.
    private(set) var event: Int?

    package init(_ check: Check, _ message: String) {
        self.check = check
        self.message = message
    }

    package var description: String { "\(check.rawValue): \(message)" }

    func at(event: Int) -> SimulationFailure {
        var failure = self
        if failure.event == nil { failure.event = event }
        return failure
    }
}
