import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu milestone perform`: records what became of a milestone of an agreement (履行节点).
public struct PerformMilestoneCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "perform-milestone"

    /// What the milestone is called; with `sequence`, its case or agreement.
    public var record: String
    /// The milestone's number within its case or agreement.
    public var sequence: Int?
    /// Code or label of the table `milestone_status`.
    public var status: String
    /// In 元, as typed.
    public var amount: String?
    /// Today where it was performed and nothing else is said.
    public var date: String?
    public var proof: String?
    public var note: String?
    /// Why it was performed late; nil for the note, where it was.
    public var lateReason: String?
    /// The token of `show`; nil where the command itself is the look.
    public var seen: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, sequence: Int? = nil, status: String, amount: String? = nil, date: String? = nil,
        proof: String? = nil, note: String? = nil, lateReason: String? = nil, seen: String? = nil, area: String? = nil,
        speaker: Speaker
    ) {
        self.record = record
        self.sequence = sequence
        self.status = status
        self.amount = amount
        self.date = date
        self.proof = proof
        self.note = note
        self.lateReason = lateReason
        self.seen = seen
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let key = try command.milestone(access)
            try access.demandWritable(key.scope)
            let saved = try writing.perform(
                MilestonePerformance(
                    milestone: key, members: try command.members(key, access, author),
                    seen: try command.seen.map { try SeenToken($0) }, note: command.note))
            return try SaveReply([saved], access.with(writing.engine))
        }
    }

    private func milestone(_ access: CaseAccess) throws -> RecordKey {
        let naming = RecordNaming(access: access, scopes: try access.readScopes(area: area))
        guard let sequence else { return try naming.key(meantBy: record, kinds: [MilestoneSchema.recordKind]) }
        let parent = try naming.key(meantBy: record, kinds: [CaseSchema.recordKind, AgreementSchema.recordKind])
        let found = try access.queries.children(of: parent, kind: MilestoneSchema.recordKind).filter {
            try access.reading.record($0).shown(MilestoneSchema.sequence) == .integer(Int64(sequence))
        }
        guard let first = found.first else {
            throw CommandFailure(
                kind: .notFound, code: "milestone-not-found", zhHans: "“\(record)”没有第\(sequence)个履行节点：见 tingsu file",
                en: "\"\(record)\" has no milestone \(sequence): see tingsu file")
        }
        guard found.count == 1 else { throw try naming.ambiguous("\(record) \(sequence)", found) }
        return first
    }

    /// The performance as the catalog's group; what was not given is left out.
    private func members(
        _ key: RecordKey, _ access: CaseAccess, _ author: RecordID
    ) throws -> [(String, FieldValue)] {
        let code = access.catalog.codeTable(.milestoneStatus)?.code(meantBy: status)?.code
        let isDone = code == "performed" || code == "partial"
        let given = [
            ("status", status), ("amount", amount), ("date", date ?? (isDone ? "@today" : nil)), ("proof", proof),
        ]
        let members = given.compactMap { name, text in text.map { (name, FieldValue.string($0)) } }
        let typed = TypedField("performance", .object(members))
        let fields = FieldNaming(
            naming: RecordNaming(access: access, scopes: nil), author: author, scope: key.scope)
        let resolved = try fields.resolve([typed].typed, of: access.catalog.kind(key.kind))
        guard case .object(var named)? = resolved.first?.value else { return members }
        let performed = try named.first { $0.0 == "date" }.map { name, value in
            if case .string(let text) = value { return try access.day(text) } else { return try access.day(nil) }
        }
        let isLate = try access.reading.dueDay(of: key).map { due in performed.map { $0 > due } ?? false } ?? false
        if let reason = lateReason ?? (isLate ? note : nil) { named.append(("late_reason", .string(reason))) }
        return named
    }
}
