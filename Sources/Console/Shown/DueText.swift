import CaseFile
import CaseWork
import Replication

/// How near a day is, in words and for the style.
struct DueText: Sendable {
    /// `overdue`, `today` or `soon`.
    let name: String
    let text: String

    init(_ due: CivilDate, on today: CivilDate, _ words: Words) {
        let days = due.daysSince1970 - today.daysSince1970
        name = days < 0 ? "overdue" : days == 0 ? "today" : "soon"
        let key = days < 0 ? "home.overdue" : days == 0 ? "home.today" : "home.soon"
        text = words.text(key, ["days": "\(abs(days))"])
    }
}
