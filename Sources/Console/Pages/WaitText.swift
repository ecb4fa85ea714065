import CaseWork

/// How long somebody has to wait, as people say it.
enum WaitText {
    /// Seconds below a minute and a half, minutes above; rounded up, so that nobody comes back too early.
    static func text(_ milliseconds: Int64, _ words: Words) -> String {
        let seconds = (milliseconds + 999) / 1000
        return seconds < 90
            ? words.text("wait.seconds", ["count": "\(seconds)"])
            : words.text("wait.minutes", ["count": "\((seconds + 59) / 60)"])
    }
}
