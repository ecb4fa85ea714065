import Replication
import Synchronization

/// Who is signed in at which browser, until they lock the pages or walk away.
///
/// In memory only: after a restart the PIN is asked for again.
final class Sessions: Sendable {
    /// One person at one browser.
    struct Session: Sendable {
        let id: Secret
        let person: RecordID
        /// The browser it belongs to: its cookie alone is not enough.
        let browser: Secret
        /// When the person last did something.
        var usedAt: Int64
    }

    /// Browsers of one machine; the one that was used longest ago goes.
    static let openMax = 32

    private let lockMilliseconds: Int64
    private let uptime: @Sendable () -> Int64
    private let sessions = Mutex<[Session]>([])

    init(lockMilliseconds: Int64, uptime: @escaping @Sendable () -> Int64) {
        self.lockMilliseconds = lockMilliseconds
        self.uptime = uptime
    }

    /// Signs a person in at a browser; whoever was signed in there is signed out.
    func begin(_ person: RecordID, at browser: Secret) -> Session {
        let session = Session(id: Secret(), person: person, browser: browser, usedAt: uptime())
        sessions.withLock { sessions in
            sessions.removeAll { $0.browser == browser }
            sessions.append(session)
            if sessions.count > Sessions.openMax {
                sessions.sort { $0.usedAt < $1.usedAt }
                sessions.removeFirst()
            }
        }
        return session
    }

    /// The session that a browser shows; nil where it was locked or nobody did anything for too long. `isUse` counts as
    /// doing something.
    func session(_ id: Secret, at browser: Secret, isUse: Bool) -> Session? {
        let now = uptime()
        return sessions.withLock { sessions in
            sessions.removeAll { now - $0.usedAt >= lockMilliseconds }
            guard let index = sessions.firstIndex(where: { $0.id == id && $0.browser == browser }) else { return nil }
            if isUse { sessions[index].usedAt = now }
            return sessions[index]
        }
    }

    /// Locks the pages at this browser.
    func end(at browser: Secret) {
        sessions.withLock { $0.removeAll { $0.browser == browser } }
    }
}
