import CaseFile
import CaseStore
public import Replication

/// A meeting as a list shows it: one that somebody wrote of, or one that a series names and nobody has written of yet.
public struct MeetingView: Sendable {
    /// How far it is.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It is to come, today among it.
        case planned
        /// Its day is over and nobody recorded that it was held.
        case unheld
        case held
        /// The series leaves out its day, because nobody works then.
        case dropped
    }

    public let key: RecordKey
    /// Nil where nothing is recorded: what a series names needs no record until there is something to say.
    public let record: RecordView?
    public let series: MeetingSeries?
    /// Code of the table `meeting_kind`.
    public let kind: String
    /// The day by the series; nil for one that was called on its own.
    public let seriesDay: CivilDate?
    /// The day that counts: when it began, else when it is planned, else the day by the series, moved off free days.
    public let day: CivilDate?
    /// Milliseconds since 1970; nil where only the day is known.
    public let at: Int64?
    public let state: State
    /// Whether the holidays of its year are published; otherwise only weekends were looked at.
    public let isCalendarKnown: Bool
    public let place: Value
    public let convener: Value
    /// The title of its series; nil for a meeting of its own.
    public var seriesTitle: String? { series?.title }

    /// Whether its day is another than the series names.
    public var isMoved: Bool { seriesDay.map { $0 != day } ?? false }

    init?(_ key: RecordKey, _ record: RecordView?, of series: MeetingSeries?, on day: CivilDate?, _ world: World) {
        typealias Register = MeetingSchema
        guard let kind = record?.shown(Register.kind).plainText ?? series?.kind else { return nil }
        func shown(_ register: RegisterNumber) -> Value { record?.shown(register) ?? .none }
        func instant(_ register: RegisterNumber) -> Int64? {
            if case .instant(let instant) = shown(register) { instant } else { nil }
        }
        self.key = key
        self.record = record
        self.series = series
        self.kind = kind
        let seriesDay = day ?? shown(Register.day).date
        self.seriesDay = series == nil ? nil : seriesDay
        let moved = series.flatMap { series in seriesDay.map { series.rhythm.heldDay(of: $0, world.calendar) } }
        let written = instant(Register.started) ?? instant(Register.planned)
        let named = moved ?? seriesDay
        at =
            written
            ?? named.flatMap { named in
                series?.minutes.flatMap { ShanghaiTime(date: named, hour: $0 / 60, minute: $0 % 60)?.instant }
            }
        let counts = written.flatMap { ShanghaiTime(instant: $0)?.date } ?? named
        self.day = counts
        isCalendarKnown = counts.map { world.calendar.isPublished($0.year) } ?? true
        place = shown(Register.place) == .none ? series?.place ?? .none : shown(Register.place)
        convener = shown(Register.convener) == .none ? series?.convener ?? .none : shown(Register.convener)
        let isHeld = [Register.started, Register.ended, Register.minutes, Register.attendees].contains {
            shown($0) != .none
        }
        let isDropped = moved == .some(.none) && written == nil
        state =
            isHeld ? .held : isDropped ? .dropped : counts.map { $0 < world.today } ?? false ? .unheld : .planned
    }

    /// What the state of a meeting depends on beside its record.
    struct World {
        let calendar: WorkCalendar
        let today: CivilDate
    }
}
