import Synchronization

/// How much of something the server has taken on, against what it may: exchanges, enrolments, bytes of bodies.
///
/// Nobody queues here. Who finds it used up is sent away with a time to come back, because a queue in memory grows
/// until it takes the node with it.
package final class Allowance: Sendable {
    package let limit: Int
    private let used = Mutex(0)

    package init(limit: Int) {
        self.limit = limit
    }

    /// Whether nothing more can be taken.
    package var isUsedUp: Bool { used.withLock { $0 >= limit } }

    /// Takes `amount`, all of it or, with false, none.
    package func take(_ amount: Int = 1) -> Bool {
        used.withLock { used in
            guard amount <= limit - used else { return false }
            used += amount
            return true
        }
    }

    /// Gives back what was taken.
    package func giveBack(_ amount: Int = 1) {
        used.withLock { $0 -= amount }
    }
}
