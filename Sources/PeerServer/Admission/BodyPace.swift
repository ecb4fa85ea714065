/// Tells a slow line from a stuck one while a body arrives.
///
/// A slow line that moves is a line that works, so there is no limit for the whole. Below this rate a client of ours
/// gives up on its own; who goes on holds memory and means harm, or is broken.
package enum BodyPace {
    static let bytesPerSecondMin = 50
    /// Before this long nothing is judged: a line that just came up stalls.
    package static let patienceSeconds = 60

    /// Whether a body of which `count` bytes came in `seconds` is to be given up.
    package static func isStuck(count: Int, seconds: Int, patienceSeconds: Int = BodyPace.patienceSeconds) -> Bool {
        seconds > patienceSeconds && count / bytesPerSecondMin < seconds
    }
}
