/// What a run did, for the report.
struct Counts: Hashable {
    /// By name of fault or of what happened to a message.
    var faults: [String: Int] = [:]
    var changes = 0
    var sessions = 0
    var requests = 0
    var bytes = 0
    /// Changes that the center had signed for and that no disk holds any more.
    var destroyed = 0
    /// Logs of which some number came to mean two changes.
    var forkedLogs = 0
    /// Rounds until all was quiet, after the faults had stopped.
    var quietRounds = 0

    mutating func note(_ fault: String) { faults[fault, default: 0] += 1 }
}
