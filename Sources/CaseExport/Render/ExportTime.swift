import CaseFile

/// Times as an export shows them, always of Shanghai.
enum ExportTime {
    /// `2026-05-06 09:20`; the number itself for an instant outside all calendars.
    static func text(_ instant: Int64) -> String {
        guard let time = ShanghaiTime(instant: instant) else { return "\(instant)" }
        return String("\(time)".prefix(16))
    }
}
