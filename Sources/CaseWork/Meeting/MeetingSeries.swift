import CaseFile
import CaseStore
import Causality
public import Replication

/// A series of meetings (周会商、月调度) as its record says it.
public struct MeetingSeries: Sendable {
    public let record: RecordView
    /// Code of the table `meeting_kind`.
    public let kind: String
    public let title: String
    public let rhythm: MeetingRhythm
    /// Minutes since midnight; nil where only the day is set.
    public let minutes: Int?
    public let place: Value
    public let convener: Value

    public var key: RecordKey { record.key }

    /// Nil for a record that lacks what a series needs: it was not all received yet.
    init?(_ record: RecordView) {
        typealias Register = MeetingSeriesSchema
        guard let kind = record.shown(Register.kind).plainText, let day = record.shown(Register.day).number,
            let from = record.shown(Register.from).date, let rhythm = record.shown(Register.rhythm).plainText
        else { return nil }
        self.record = record
        self.kind = kind
        title = record.shown(Register.title).plainText ?? ""
        self.rhythm = MeetingRhythm(
            day: day, isMonthly: rhythm == "monthly", from: from, until: record.shown(Register.until).date,
            roll: record.shown(Register.onFreeDay).plainText.flatMap(MeetingRhythm.Roll.init(rawValue:)) ?? .stays)
        minutes = record.shown(Register.time).plainText.flatMap(MeetingSeriesRules.minutes)
        place = record.shown(Register.place)
        convener = record.shown(Register.convener)
    }

    /// The record of the meeting of one day by the series: the same on every machine, so that two that write of it
    /// without knowing of each other write of one meeting.
    public func meetingKey(on day: CivilDate) -> RecordKey {
        RecordKey(
            scope: key.scope, kind: MeetingSchema.recordKind,
            id: RecordID(
                derivedFrom: [key.id.description, day.description], purpose: "meeting of a series", in: key.scope))
    }

    /// What a new record of that meeting begins with. Nothing else is taken from the series: what changes there later
    /// must not stand against what was copied before.
    func fields(on day: CivilDate) -> TypedFields {
        [
            ("kind", .string(kind)), ("series", .string(key.id.description)), ("day", .string(day.description)),
        ]
    }
}
