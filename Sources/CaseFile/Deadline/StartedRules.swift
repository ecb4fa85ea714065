/// Which periods begin by themselves when a case enters a step or is handed over, so that nobody has to think of them.
///
/// A period that somebody recorded for the same rule stands in place of such a one. The rules are the standard's and
/// the county's editions of them; which of them holds follows from what the case is.
///
/// Source: DOMAIN.md section 3.
public enum StartedRules {
    /// The stage that starts the periods of a case.
    public static let accepted = "accepted"
    /// The rule that an unanswered handover of a petition follows.
    public static let objection = "XF-OBJECT"
    private static let settled = "XF-DONE"
    private static let mediated = "TJ-TYPICAL"

    /// Every rule that a step of this stage may start, whatever the case is.
    public static func candidates(ofStage stage: String) -> [String] {
        stage == accepted ? [settled, mediated, "LOCAL-1", "LOCAL-7", "LOCAL-20"] : []
    }

    /// The rules that a step of this stage starts in such a case.
    public static func rules(ofStage stage: String, _ facts: CourseFacts) -> [String] {
        guard stage == accepted, !facts.isHandled else { return [] }
        if facts.isPetition { return [settled] }
        return (facts.isMediation ? [mediated] : []) + [local(facts.complexity)].compactMap(\.self)
    }

    /// The local practice for a dispute that somebody has called simple, ordinary or complex.
    private static func local(_ complexity: String?) -> String? {
        switch complexity {
        case "simple": "LOCAL-1"
        case "ordinary": "LOCAL-7"
        case "complex": "LOCAL-20"
        default: nil
        }
    }
}
