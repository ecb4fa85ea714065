public import Replication

/// The State Council's notice on one year's holidays, as the county took it in (`HolidayNotice`).
public enum HolidayNoticeSchema {
    public static let recordKind = RecordKind(rawValue: 12)
    public static let year = RegisterNumber(rawValue: 2)
    public static let source = RegisterNumber(rawValue: 3)
    public static let holidays = RegisterNumber(rawValue: 4)

    /// Members of each of `holidays`.
    public enum Holiday {
        public static let name: UInt32 = 1
        public static let first: UInt32 = 2
        public static let last: UInt32 = 3
        public static let worked: UInt32 = 4
    }

    static let definition = KindDefinition(
        recordKind, "holiday_notice", Label("放假安排", "Holiday notice"), in: .directory, isFact: false,
        registers: [
            RegisterDefinition(year, "year", Label("年份", "Year"), .integer(2000...9999), required: true),
            RegisterDefinition(source, "source", Label("来源", "Source"), .text(maxCharacters: 200)),
            RegisterDefinition(
                holidays, "holidays", Label("节假日", "Holidays"), .list(of: .group(holidayMembers)), required: true),
        ])

    private static let holidayMembers = [
        MemberDefinition(Holiday.name, "name", Label("节日", "Holiday"), .text(maxCharacters: 40), required: true),
        MemberDefinition(Holiday.first, "first", Label("放假第一天", "First free day"), .date, required: true),
        MemberDefinition(Holiday.last, "last", Label("放假最后一天", "Last free day"), .date, required: true),
        MemberDefinition(Holiday.worked, "worked", Label("调休上班", "Worked instead"), .list(of: .date)),
    ]
}
