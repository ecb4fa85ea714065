import CaseFile
import CaseWork
import Replication

/// A meeting as lists give it.
public struct MeetingReply: Codable, Hashable, Sendable {
    public let record: RecordName
    /// False where a series names it and nobody has written of it yet.
    public let isRecorded: Bool
    /// Code of the table `meeting_kind`.
    public let kind: String
    public let kindLabel: Wording
    /// The title of its series.
    public let series: String?
    /// The day by the series, where the meeting belongs to one.
    public let seriesDay: String?
    public let day: String?
    /// `2026-06-01 09:00`; nil where only the day is known.
    public let time: String?
    /// `planned`, `unheld`, `held` or `dropped`.
    public let state: String
    public let stateLabel: Wording
    /// Whether it is held on another day than the series names.
    public let isMoved: Bool
    /// False where the holidays of its year are not published yet.
    public let isCalendarKnown: Bool
    public let place: Wording?
    public let convener: Wording?

    init(_ view: MeetingView, _ access: CaseAccess) throws {
        let titles = RecordTitles(access)
        func text(_ value: Value, _ register: RegisterNumber) throws -> Wording? {
            try value == .none ? nil : Wording(titles.text(of: value, register, in: view.key))
        }
        record = try titles.name(of: view.key)
        isRecorded = view.record != nil
        kind = view.kind
        kindLabel = Wording(
            access.catalog.codeTable(.meetingKind)?.code(view.kind)?.label ?? Label(view.kind, view.kind))
        series = view.seriesTitle
        seriesDay = view.seriesDay?.description
        day = view.day?.description
        time = view.at.flatMap { ShanghaiTime(instant: $0) }.map { "\($0.date) " + $0.timeText.prefix(5) }
        state = view.state.rawValue
        let key = "meeting.state.\(view.state.rawValue)"
        stateLabel = Wording(Words(.zhHans).text(key), Words(.en).text(key))
        isMoved = view.isMoved
        isCalendarKnown = view.isCalendarKnown
        place = try text(view.place, MeetingSchema.place)
        convener = try text(view.convener, MeetingSchema.convener)
    }
}
