/// What one device lived through on the evening; a line of JSON from the process that stood for it.
struct RushedDevice: Codable, Sendable {
    let name: String
    /// From the start of the evening until the center had signed for everything.
    var seconds = 0.0
    /// Syncs that it began.
    var tries = 0
    /// Syncs that ended because the center was busy, which says when to come back.
    var busyAnswers = 0
    /// Syncs that ended because the center was gone or the line broke.
    var lostLines = 0
    /// Syncs that ended because the center answered with another failure that passes.
    var otherFailures = 0
    /// Of busy answers, those after which it came back before the time that it was told; none may be.
    var early = 0
    /// Why it gave up; nil where it did not.
    var failure: String?
}
