public import Replication

/// What a meeting decided, and who is to do it.
public struct MeetingDecision: Sendable {
    /// Nil where it is about no case; then it is nobody's task.
    public var caseFile: RecordKey?
    public var text: String
    /// As `TaskAssignment.responsible`; nil where it is only minuted.
    public var responsible: String?
    public var path: String?
    /// As `TaskAssignment.due`.
    public var due: String?

    public init(
        caseFile: RecordKey? = nil, text: String, responsible: String? = nil, path: String? = nil, due: String? = nil
    ) {
        self.caseFile = caseFile
        self.text = text
        self.responsible = responsible
        self.path = path
        self.due = due
    }
}
