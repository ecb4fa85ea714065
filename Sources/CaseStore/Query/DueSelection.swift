public import Replication

/// Which of the things to be done a list asks for.
public struct DueSelection: Sendable {
    /// Nil means every scope held here.
    public var scopes: [ScopeID]?
    /// Only what this person sees to.
    public var person: Person?
    /// Only what belongs to this case.
    public var caseID: RecordID?
    /// Only what is due by this rule.
    public var rule: String?

    /// Somebody, as records name them: by a user's id, or by name only.
    public struct Person: Hashable, Sendable {
        public let user: RecordID
        public let name: String

        public init(user: RecordID, name: String) {
            self.user = user
            self.name = name
        }
    }

    public init(scopes: [ScopeID]? = nil, person: Person? = nil, caseID: RecordID? = nil, rule: String? = nil) {
        self.scopes = scopes
        self.person = person
        self.caseID = caseID
        self.rule = rule
    }
}
