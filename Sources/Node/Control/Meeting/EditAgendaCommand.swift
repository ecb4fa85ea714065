import CaseFile
import CaseStore
import CaseWork
import Replication

/// `tingsu meeting agenda --add …`: writes a meeting's agenda down, the proposal with what is added to it and left out.
public struct EditAgendaCommand: NodeCommand {
    public typealias Reply = SaveReply

    /// Something to speak of.
    public struct Item: Codable, Hashable, Sendable {
        /// What the case is called; nil for an item without one.
        public var caseFile: String?
        public var text: String
        public var why: String

        public init(caseFile: String? = nil, text: String = "", why: String = "") {
            self.caseFile = caseFile
            self.text = text
            self.why = why
        }
    }

    public static let name = "edit-agenda"

    public var meeting: String
    /// Begins with nothing rather than with what stands.
    public var isEmptied: Bool
    public var added: [Item]
    /// Cases that are taken off.
    public var dropped: [String]
    /// The token of `show`; nil where the command itself is the look.
    public var seen: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        meeting: String, isEmptied: Bool = false, added: [Item] = [], dropped: [String] = [], seen: String? = nil,
        area: String? = nil, speaker: Speaker
    ) {
        self.meeting = meeting
        self.isEmptied = isEmptied
        self.added = added
        self.dropped = dropped
        self.seen = seen
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let view = try MeetingNaming(access: access, scopes: access.readScopes(area: command.area))
                .meeting(meantBy: command.meeting)
            let naming = RecordNaming(access: access, scopes: nil)
            func file(_ text: String) throws -> RecordKey {
                try naming.key(meantBy: text, kinds: [CaseSchema.recordKind])
            }
            var items = try command.isEmptied ? [] : access.reading.agenda(of: view, on: access.demandToday())
            let dropped = try command.dropped.map(file)
            items.removeAll { item in item.caseFile.map(dropped.contains) ?? false }
            for added in command.added {
                let item = AgendaItem(
                    caseFile: try added.caseFile.map(file), text: added.text, why: added.why)
                // What was put there by hand goes before what the program found.
                items.removeAll { $0.caseFile != nil && $0.caseFile == item.caseFile && $0.decision.isEmpty }
                items.insert(item, at: min(command.added.firstIndex(of: added) ?? 0, items.count))
            }
            let saved = try writing.setAgenda(
                items, of: view, seen: try command.seen.map { try SeenToken($0) }, access)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}
