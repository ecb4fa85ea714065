public import Replication

/// Somebody who comes into the team of a case (专班、包案).
public struct TeamJoining: Sendable {
    public var caseFile: RecordKey
    /// As typed: a user's name, `民政局/李科长`, or any name.
    public var member: String
    /// Code or label of the table `team_role`.
    public var role: String
    public var from: CivilDate
    public var phone: String?
    /// Of the one who leads.
    public var position: String?

    public init(
        caseFile: RecordKey, member: String, role: String, from: CivilDate, phone: String? = nil,
        position: String? = nil
    ) {
        self.caseFile = caseFile
        self.member = member
        self.role = role
        self.from = from
        self.phone = phone
        self.position = position
    }
}
