public import CaseFile

/// Why no return was made: what was given, and what to do next.
public enum ReportError: Error, Hashable, Sendable {
    case unknownTemplate(String)
    case badMonth(String)
    case badDay(String)
    /// The last day is before the first.
    case periodEndsBeforeItBegins(String, String)
    /// The calendar of the machine is outside the years 1 to 9999.
    case noToday
    /// The area has no records here.
    case areaNotHere(String)
    /// A character that GB18030 would not give back.
    case notInGB18030(String)

    /// The sentences in both languages.
    public var label: Label { Label(text(in: .zhHans), text(in: .en)) }

    private func text(in language: Language) -> String {
        let words = Words(language)
        switch self {
        case .unknownTemplate(let name):
            let known = ReportTemplate.allCases.map { "\($0.rawValue) \($0.label.text(in: language))" }
            return words.text(
                "report.unknown",
                ["name": name, "known": known.joined(separator: language == .zhHans ? "、" : ", ")])
        case .badMonth(let text): return words.text("report.bad_month", ["text": text])
        case .badDay(let text): return words.text("report.bad_day", ["text": text])
        case .periodEndsBeforeItBegins(let first, let last):
            return words.text("report.period", ["first": first, "last": last])
        case .noToday: return words.text("report.no_today")
        case .areaNotHere(let name): return words.text("report.area_not_here", ["name": name])
        case .notInGB18030(let text): return words.text("report.not_in_gb18030", ["text": text])
        }
    }
}
