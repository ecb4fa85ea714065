import Synchronization

/// The keys with which a browser is let in: `tingsu open` gets one over the daemon's socket, which only the owner of the
/// data folder can reach, and it opens one browser, once, within five minutes.
///
/// They are in memory only: after a restart somebody opens 听诉 again.
public final class LaunchKeys: Sendable {
    /// Time to click; a key in a shell's history is worth nothing afterwards.
    static let lifeMilliseconds: Int64 = 5 * 60_000
    /// Somebody who asks for more has lost the older ones.
    static let openMax = 8

    private let uptime: @Sendable () -> Int64
    /// By hash, the oldest first.
    private let keys = Mutex<[(hash: String, ends: Int64)]>([])

    public init(uptime: @escaping @Sendable () -> Int64 = PageServerConfiguration(port: 0).uptime) {
        self.uptime = uptime
    }

    /// A new key, as the address carries it.
    public func issue() -> String {
        let secret = Secret()
        let ends = uptime() + LaunchKeys.lifeMilliseconds
        keys.withLock { keys in
            keys.append((secret.hash, ends))
            if keys.count > LaunchKeys.openMax { keys.removeFirst() }
        }
        return secret.text
    }

    /// Uses a key up; false where it was never issued, was used or is too old.
    func use(_ text: String) -> Bool {
        guard let hash = Secret(text)?.hash else { return false }
        let now = uptime()
        return keys.withLock { keys in
            keys.removeAll { $0.ends <= now }
            guard let index = keys.firstIndex(where: { Secret.isEqual($0.hash, hash) }) else { return false }
            keys.remove(at: index)
            return true
        }
    }
}
