import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseReading {
    /// The series of meetings, by (scope, id); those that lack what a series needs are left out.
    public func meetingSeries(in scopes: [ScopeID]? = nil) throws -> [MeetingSeries] {
        try queries.listed(MeetingSeriesSchema.recordKind, in: scopes).compactMap { MeetingSeries(try record($0)) }
    }

    /// The meetings of some days, the earliest first: those that somebody wrote of, and those that a series names.
    public func meetings(
        in days: ClosedRange<CivilDate>, on today: CivilDate, scopes: [ScopeID]? = nil
    ) throws -> [MeetingView] {
        let series = try meetingSeries(in: scopes)
        let world = MeetingView.World(calendar: directory.deadlines.calendar, today: today)
        var views = try queries.listed(MeetingSchema.recordKind, in: scopes).compactMap { key in
            try meeting(try record(key), world)
        }
        let known = Set(views.map(\.key))
        // A day may move out of the range, or into it.
        let wider = days.lowerBound.offset(-Self.movedMax)...days.upperBound.offset(Self.movedMax)
        for one in series {
            for day in one.rhythm.days(in: wider) {
                let key = one.meetingKey(on: day)
                // One that was withdrawn (作废) is not named again.
                guard !known.contains(key), try transaction.state(of: key) == nil else { continue }
                if let view = MeetingView(key, nil, of: one, on: day, world) { views.append(view) }
            }
        }
        return views.filter { view in view.day.map(days.contains) ?? true }.sorted {
            ($0.day?.daysSince1970 ?? .min, $0.at ?? .min, $0.key) < (
                $1.day?.daysSince1970 ?? .min, $1.at ?? .min, $1.key
            )
        }
    }

    /// One meeting, recorded or named by a series. Throws `CaseWorkError.recordNotFound`.
    public func meeting(_ key: RecordKey, on today: CivilDate) throws -> MeetingView {
        let world = MeetingView.World(calendar: directory.deadlines.calendar, today: today)
        if try transaction.state(of: key) != nil, let view = try meeting(try record(key), world) { return view }
        for series in try meetingSeries(in: [key.scope]) {
            let days = series.rhythm.days(in: today.offset(-Self.namedDays)...today.offset(Self.namedDays))
            if let day = days.first(where: { series.meetingKey(on: $0) == key }),
                let view = MeetingView(key, nil, of: series, on: day, world)
            {
                return view
            }
        }
        throw CaseWorkError.recordNotFound(key.id.description)
    }

    /// The tasks that a meeting gave, by key.
    public func tasks(of meeting: RecordKey) throws -> [RecordView] {
        try queries.children(of: meeting, kind: TaskSchema.recordKind).map { try record($0) }
    }

    /// Which of the meetings of its kind on one case this is (第几轮), from 1; nil for one that is about no single case.
    ///
    /// Counted by day and not written down: an earlier round that arrives later from another machine moves the others.
    public func round(of meeting: MeetingView, on today: CivilDate) throws -> Int? {
        guard let record = meeting.record, let file = record.shown(MeetingSchema.case).reference else { return nil }
        let world = MeetingView.World(calendar: directory.deadlines.calendar, today: today)
        let rounds = try queries.children(of: file.key(from: record.key), kind: MeetingSchema.recordKind)
            .compactMap { try self.meeting(try self.record($0), world) }
            .filter { other in
                other.kind == meeting.kind
                    && other.record?.shown(MeetingSchema.case).reference?.id == file.id
            }
            .sorted { ($0.at ?? .max, $0.key) < ($1.at ?? .max, $1.key) }
        return rounds.firstIndex { $0.key == meeting.key }.map { $0 + 1 }
    }

    private func meeting(_ record: RecordView, _ world: MeetingView.World) throws -> MeetingView? {
        let key = record.shown(MeetingSchema.series).reference?.key(from: record.key)
        let series = try key.flatMap { key in
            try transaction.state(of: key) == nil ? nil : MeetingSeries(try self.record(key))
        }
        return MeetingView(record.key, record, of: series, on: nil, world)
    }

    /// How far a free day may move a meeting; a longer holiday has not been seen.
    private static var movedMax: Int { 16 }
    /// A meeting that nobody wrote of is found so many days around today.
    private static var namedDays: Int { 400 }
}
