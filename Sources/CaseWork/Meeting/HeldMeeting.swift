import CaseFile
import Replication

/// What is recorded when a meeting was held: when and where, who was there, what was said and decided.
public struct HeldMeeting: Sendable {
    /// As typed; nil leaves what stands.
    public var started: String?
    public var ended: String?
    public var place: String?
    public var convener: String?
    /// Names, divided by 、 or new lines.
    public var attendees: String?
    /// Names with a reason behind a colon, divided by 、 or new lines.
    public var absent: String?
    /// People of the case who were there.
    public var parties: String?
    public var minutes: String?
    /// What was spoken of; nil for the agenda as it stands.
    public var agenda: [AgendaItem]?
    public var decisions: [MeetingDecision]
    /// What its author was looking at; nil where the command itself is the look.
    public var seen: SeenToken?

    public init(
        started: String? = nil, ended: String? = nil, place: String? = nil, convener: String? = nil,
        attendees: String? = nil, absent: String? = nil, parties: String? = nil, minutes: String? = nil,
        agenda: [AgendaItem]? = nil, decisions: [MeetingDecision] = [], seen: SeenToken? = nil
    ) {
        self.started = started
        self.ended = ended
        self.place = place
        self.convener = convener
        self.attendees = attendees
        self.absent = absent
        self.parties = parties
        self.minutes = minutes
        self.agenda = agenda
        self.decisions = decisions
        self.seen = seen
    }

    /// The fields of the meeting's record but for its agenda.
    var fields: TypedFields {
        let texts: [(String, String?)] = [
            ("started", started), ("ended", ended), ("place", place), ("convener", convener),
            ("attendees", attendees), ("parties", parties), ("minutes", minutes),
        ]
        var fields: TypedFields = texts.compactMap { name, text in text.map { (name, .string($0)) } }
        if let absent { fields.append(("absent", .array(HeldMeeting.absentees(in: absent)))) }
        return fields
    }

    private static func absentees(in text: String) -> [FieldValue] {
        text.split { "、;；".contains($0) || $0.isNewline }.map(\.trimmed).filter { !$0.isEmpty }.map { one in
            let parts = one.split(maxSplits: 1) { $0 == ":" || $0 == "：" }.map(\.trimmed)
            return .object([("name", .string(parts[0]))] + parts.dropFirst().map { ("reason", .string($0)) })
        }
    }
}
