import CaseFile
import CaseWork
import Replication

/// How near a day is, in words and for the style.
struct DueText: Sendable {
    /// `overdue`, `today`, `soon`; of a list also `later`, `suspended` and `unclear`.
    let name: String
    let text: String

    init(_ due: CivilDate, on today: CivilDate, _ words: Words) {
        let days = due.daysSince1970 - today.daysSince1970
        name = days < 0 ? "overdue" : days == 0 ? "today" : "soon"
        let key = days < 0 ? "home.overdue" : days == 0 ? "home.today" : "home.soon"
        text = words.text(key, ["days": "\(abs(days))"])
    }

    /// The same of a thing in a list, which may have no date.
    init(_ view: DueView, _ words: Words) {
        name = view.state.rawValue
        guard let days = view.daysLeft else {
            text = words.text("due.\(view.state.rawValue)")
            return
        }
        let key = days < 0 ? "home.overdue" : days == 0 ? "home.today" : "home.soon"
        text = words.text(key, ["days": "\(abs(days))"])
    }
}
