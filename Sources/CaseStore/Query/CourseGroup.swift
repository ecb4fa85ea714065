public import Replication

/// Things that run under one rule from one day, and so end together.
public struct CourseGroup: Hashable, Sendable {
    public let rule: String
    public let start: CivilDate
    public let count: Int
}
