import CaseFile

/// Small pieces of text that several commands print.
enum Text {
    /// An instant as people in the county write it; a dash for none.
    static func time(_ instant: Int64?) -> String {
        guard let instant, let time = ShanghaiTime(instant: instant) else { return "—" }
        return "\(time.date) \(time.timeText.prefix(5))"
    }
}
