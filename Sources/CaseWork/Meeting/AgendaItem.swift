import CaseFile
import CaseStore
public import Replication

/// One thing that a meeting speaks of, and why it stands there.
public struct AgendaItem: Hashable, Sendable {
    /// Nil for an item that is about no case.
    public var caseFile: RecordKey?
    public var text: String
    /// Why it is on the agenda, in the words of who put it there or of the program.
    public var why: String
    public var decision: String

    public init(caseFile: RecordKey? = nil, text: String = "", why: String = "", decision: String = "") {
        self.caseFile = caseFile
        self.text = text
        self.why = why
        self.decision = decision
    }

    /// The items that a meeting's record lists.
    static func items(of record: RecordView) -> [AgendaItem] {
        typealias Member = MeetingSchema.AgendaItem
        return record.shown(MeetingSchema.agenda).items.map { item in
            AgendaItem(
                caseFile: item[member: Member.case].reference?.key(from: record.key),
                text: item[member: Member.text].plainText ?? "", why: item[member: Member.why].plainText ?? "",
                decision: item[member: Member.decision].plainText ?? "")
        }
    }

    /// As a meeting of `scope` writes it; nil where it says nothing.
    func field(in scope: ScopeID) -> FieldValue? {
        let file = caseFile.map { "\($0.id)" + ($0.scope == scope ? "" : "@\($0.scope)") }
        let members = [("case", file ?? ""), ("text", text), ("why", why), ("decision", decision)].filter {
            !$0.1.isEmpty
        }
        return members.isEmpty ? nil : .object(members.map { ($0.0, .string($0.1)) })
    }
}
