public import Replication

/// A meeting that comes back every week or every month; the program proposes each one with the open cases on its agenda.
///
/// Source: DOMAIN.md section 1, no. 23.
public enum MeetingSeriesSchema {
    public static let recordKind = RecordKind(rawValue: 118)
    public static let kind = RegisterNumber(rawValue: 2)
    public static let title = RegisterNumber(rawValue: 3)
    public static let rhythm = RegisterNumber(rawValue: 4)
    public static let day = RegisterNumber(rawValue: 5)
    public static let from = RegisterNumber(rawValue: 6)
    public static let until = RegisterNumber(rawValue: 7)
    public static let convener = RegisterNumber(rawValue: 8)
    public static let place = RegisterNumber(rawValue: 9)
    public static let time = RegisterNumber(rawValue: 10)
    public static let onFreeDay = RegisterNumber(rawValue: 11)

    static let definition = KindDefinition(
        recordKind, "meeting_series", Label("例会", "Series of meetings"), in: .village, isFact: false,
        registers: [
            RegisterDefinition(kind, "kind", Label("会议类型", "Kind"), .code(.meetingKind), required: true),
            RegisterDefinition(title, "title", Label("例会名称", "Title"), .text(maxCharacters: 100), required: true),
            RegisterDefinition(rhythm, "rhythm", Label("周期", "Rhythm"), .code(.meetingRhythm), required: true),
            RegisterDefinition(
                day, "day", Label("星期几或几号", "Day of the week (1-7) or month (1-31)"), .integer(1...31), required: true),
            RegisterDefinition(from, "from", Label("开始日期", "From"), .date, required: true),
            RegisterDefinition(until, "until", Label("结束日期", "Until"), .date),
            RegisterDefinition(convener, "convener", Label("召集人", "Convener"), .group(UserOrName.members)),
            RegisterDefinition(place, "place", Label("地点", "Place"), .text(maxCharacters: 200)),
            RegisterDefinition(
                time, "time", Label("几点(如09:00)", "Time of day, such as 09:00"), .text(maxCharacters: 5)),
            RegisterDefinition(onFreeDay, "on_free_day", Label("逢休息日", "On a free day"), .code(.meetingRoll)),
        ])
}
