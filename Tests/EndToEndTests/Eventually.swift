import Foundation

/// A condition that did not come true in time.
struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Waits until `condition` holds, looking fifty times a second, for at most `seconds`.
func eventually(_ what: String, within seconds: Double = 20, _ condition: () throws -> Bool) throws {
    let limit = Date().addingTimeInterval(seconds)
    while try !condition() {
        guard Date() < limit else { throw NeverHappened(description: "\(what): not within \(seconds) s") }
        Thread.sleep(forTimeInterval: 0.02)
    }
}

/// Lets processes run for so many milliseconds, or until they have ended: the moment at which something is done to them,
/// not one at which anything is expected.
func letRun(milliseconds: Int, while isGoing: () -> Bool) {
    let moment = Date().addingTimeInterval(Double(milliseconds) / 1000)
    while Date() < moment, isGoing() { usleep(500) }
}

/// Waits as the program that a test stands in for waits: for the time that its own schedule, or a server, gave it.
func pause(milliseconds: Int64) async throws {
    try await Task.sleep(for: .milliseconds(milliseconds))
}
