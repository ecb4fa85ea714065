public import Replication

/// What happened to one period: the day it began, extensions, and times in which it stood still.
public struct DeadlineCourse: Hashable, Sendable {
    /// More time, in the rule's unit; in days where the unit is months.
    public struct Extension: Hashable, Sendable {
        public let length: Int
        /// Nil while nobody has approved it: it does not count then.
        public let approvedBy: String?
        public let reason: String

        public init(length: Int, approvedBy: String?, reason: String) {
            self.length = length
            self.approvedBy = approvedBy
            self.reason = reason
        }
    }

    /// Days that do not count, such as those of a hearing.
    public struct Suspension: Hashable, Sendable {
        public let first: CivilDate
        /// Nil while it lasts.
        public let last: CivilDate?
        public let reason: String

        public init(first: CivilDate, last: CivilDate?, reason: String) {
            self.first = first
            self.last = last
            self.reason = reason
        }

        func covers(_ day: CivilDate) -> Bool { first <= day && last.map { day <= $0 } ?? true }
    }

    /// The day on which it began, which is not counted (民法典 art. 201).
    public let start: CivilDate
    public let extensions: [Extension]
    public let suspensions: [Suspension]

    public init(start: CivilDate, extensions: [Extension] = [], suspensions: [Suspension] = []) {
        self.start = start
        self.extensions = extensions
        self.suspensions = suspensions
    }
}
