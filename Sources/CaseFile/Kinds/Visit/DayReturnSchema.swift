public import Replication

/// The return of a day (当日报告): a machine's person signs how many visits were recorded on it, also where there were
/// none. So nothing to report differs from silence.
///
/// A machine has one a day; its record's id follows from machine and day (`DayReturns` in CaseWork).
public enum DayReturnSchema {
    public static let recordKind = RecordKind(rawValue: 120)
    public static let date = RegisterNumber(rawValue: 2)
    public static let visits = RegisterNumber(rawValue: 3)
    public static let remark = RegisterNumber(rawValue: 4)
    public static let device = RegisterNumber(rawValue: 5)

    static let definition = KindDefinition(
        recordKind, "day_return", Label("当日报告", "Return of the day"), in: .village, isFact: true,
        registers: [
            RegisterDefinition(date, "date", Label("日期", "Date"), .date, required: true),
            RegisterDefinition(visits, "visits", Label("走访次数", "Visits"), .integer(0...10_000), required: true),
            RegisterDefinition(remark, "remark", Label("说明", "Remark"), .text(maxCharacters: 500)),
            RegisterDefinition(
                device, "device", Label("设备", "Device"), .reference([DirectorySchema.deviceKind]), required: true),
        ])
}
