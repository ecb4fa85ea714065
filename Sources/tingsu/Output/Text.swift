import CaseFile
import CaseWork

/// Small pieces of text that several commands print.
enum Text {
    /// An instant as people in the county write it; a dash for none.
    static func time(_ instant: Int64?) -> String {
        guard let instant, let time = ShanghaiTime(instant: instant) else { return "—" }
        return "\(time.date) \(time.timeText.prefix(5))"
    }

    /// When a machine came in vain, and why.
    static func failure(_ failure: Board.Failure, _ options: GlobalOptions) -> String {
        let words = Words(options.language)
        return words.text("board.failed", ["time": time(failure.at), "why": failure.sentence(words)])
    }
}
