import Replication

extension WorkCalendar {
    /// The notices that this program comes with; a county takes later ones in as a file.
    public static let published = WorkCalendar(HolidayNotice.published)
}

extension HolidayNotice {
    /// Source: 国务院办公厅关于 2024 年、2025 年、2026 年部分节假日安排的通知.
    public static let published: [HolidayNotice] = [
        HolidayNotice(
            year: 2024,
            holidays: [
                holiday(2024, "元旦", (1, 1), (1, 1)),
                holiday(2024, "春节", (2, 10), (2, 17), worked: (2, 4), (2, 18)),
                holiday(2024, "清明节", (4, 4), (4, 6), worked: (4, 7)),
                holiday(2024, "劳动节", (5, 1), (5, 5), worked: (4, 28), (5, 11)),
                holiday(2024, "端午节", (6, 10), (6, 10)),
                holiday(2024, "中秋节", (9, 15), (9, 17), worked: (9, 14)),
                holiday(2024, "国庆节", (10, 1), (10, 7), worked: (9, 29), (10, 12)),
            ]),
        HolidayNotice(
            year: 2025,
            holidays: [
                holiday(2025, "元旦", (1, 1), (1, 1)),
                holiday(2025, "春节", (1, 28), (2, 4), worked: (1, 26), (2, 8)),
                holiday(2025, "清明节", (4, 4), (4, 6)),
                holiday(2025, "劳动节", (5, 1), (5, 5), worked: (4, 27)),
                holiday(2025, "端午节", (5, 31), (6, 2)),
                holiday(2025, "国庆节、中秋节", (10, 1), (10, 8), worked: (9, 28), (10, 11)),
            ]),
        HolidayNotice(
            year: 2026,
            holidays: [
                holiday(2026, "元旦", (1, 1), (1, 3), worked: (1, 4)),
                holiday(2026, "春节", (2, 15), (2, 23), worked: (2, 14), (2, 28)),
                holiday(2026, "清明节", (4, 4), (4, 6)),
                holiday(2026, "劳动节", (5, 1), (5, 5), worked: (5, 9)),
                holiday(2026, "端午节", (6, 19), (6, 21)),
                holiday(2026, "中秋节", (9, 25), (9, 27)),
                holiday(2026, "国庆节", (10, 1), (10, 7), worked: (9, 20), (10, 10)),
            ]),
    ]

    /// The tests look at each of these days, so that none is one which does not exist.
    private static func holiday(
        _ year: Int, _ name: String, _ first: (Int, Int), _ last: (Int, Int), worked: (Int, Int)...
    ) -> Holiday {
        func day(_ date: (Int, Int)) -> CivilDate? { CivilDate(year: year, month: date.0, day: date.1) }
        guard let from = day(first), let until = day(last) else { preconditionFailure("\(year) \(name)") }
        return Holiday(name, from...until, worked: worked.compactMap(day))
    }
}
