import Glibc

/// How many files and connections this process may have open.
///
/// The system starts programs with a soft limit of 1,024, kept low for programs that use select(2), and lets them raise
/// it. A server that runs out of descriptors can accept nobody, and cannot open a file either.
enum OpenFileLimit {
    /// Store, log, socket and what the runtime opens, with room.
    static let reserved = 256

    /// Raises the soft limit as far as `wanted` connections need and the hard limit allows; answers how many
    /// connections there is room for, at least 1.
    static func makeRoom(forConnections wanted: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return wanted }
        let needed = rlim_t(wanted + reserved)
        if limit.rlim_cur < needed {
            var raised = limit
            raised.rlim_cur = min(needed, limit.rlim_max)
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        return max(1, min(wanted, Int(clamping: limit.rlim_cur) - reserved))
    }
}
