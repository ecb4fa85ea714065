public import CaseFile

/// What is refused about visits, campaigns, meetings, teams, consultations and obstacles: what was given, and what to do next.
public enum WorkRefusal: Hashable, Sendable {
    /// A task that names nobody.
    case responsibleMissing(String)
    /// A decision that would be a task of no case.
    case decisionWithoutCase(String)
    /// A task that is there in the same words.
    case assignedAlready(String)
    /// A meeting of which nothing is said.
    case nothingHeld
    case planTooFar(String)
    case inTeamAlready(String)
    case notInTeam(String)
    case leftBeforeJoined(String, joined: String)
    /// The highest level cannot be gone beyond.
    case noHigherLevel(Label)
    case levelNotHigher(Label, than: Label)
    case concludedAlready
    /// A visit that has been made is not planned or prepared any more.
    case visitMade(String)
    case visitTimeMissing
    case endsBeforeItBegins(from: String, until: String)

    /// Key and arguments of the sentence.
    var wording: (key: String, arguments: [String: Label]) {
        switch self {
        case .responsibleMissing(let text): ("responsible_missing", ["text": .verbatim(text)])
        case .decisionWithoutCase(let text): ("decision_without_case", ["text": .verbatim(text)])
        case .assignedAlready(let text): ("assigned_already", ["text": .verbatim(text)])
        case .nothingHeld: ("nothing_held", [:])
        case .planTooFar(let day): ("plan_too_far", ["day": .verbatim(day)])
        case .inTeamAlready(let name): ("in_team_already", ["name": .verbatim(name)])
        case .notInTeam(let name): ("not_in_team", ["name": .verbatim(name)])
        case .leftBeforeJoined(let day, let joined):
            ("left_before_joined", ["day": .verbatim(day), "joined": .verbatim(joined)])
        case .noHigherLevel(let level): ("no_higher_level", ["level": level])
        case .levelNotHigher(let level, let than): ("level_not_higher", ["level": level, "than": than])
        case .concludedAlready: ("concluded_already", [:])
        case .visitMade(let record): ("visit_made", ["record": .verbatim(record)])
        case .visitTimeMissing: ("visit_time_missing", [:])
        case .endsBeforeItBegins(let from, let until):
            ("ends_before_it_begins", ["from": .verbatim(from), "until": .verbatim(until)])
        }
    }
}
