import Foundation
import Testing

/// A program under a clock that somebody set wrong, by Debian's libfaketime.
///
/// The library is loaded without its wrapper `faketime`: the wrapper would stay beside a daemon and keep its signals
/// from it, and it refuses to start where a process of the same id once left its semaphore behind.
enum WrongClock {
    private static let library = ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/faketime/libfaketimeMT.so.1" }
        .first { FileManager.default.fileExists(atPath: $0) }

    /// What starts a program by a clock that is off by `shift`, such as `-3h` or `+30y`.
    ///
    /// Timers run by the clock that counts from the start of the machine, which nobody sets. The first process of the
    /// library loses its arguments to it where it is Swift: `env` is that one, and the program the second.
    static func launcher(_ shift: String) throws -> [String] {
        let library = try #require(library, "run Deploy/install-dependencies to install faketime")
        sweep()
        let settings = ["LD_PRELOAD=\(library)", "FAKETIME=\(shift)", "FAKETIME_DONT_FAKE_MONOTONIC=1"]
        return ["/usr/bin/env"] + settings + ["/usr/bin/env"]
    }

    /// Removes what processes that are no more left in shared memory, where the library never tidies up.
    private static func sweep() {
        let memory = "/dev/shm"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: memory)) ?? [] {
            guard let prefix = ["sem.faketime_sem_", "faketime_shm_"].first(where: name.hasPrefix),
                let process = Int(name.dropFirst(prefix.count)),
                !FileManager.default.fileExists(atPath: "/proc/\(process)")
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(memory)/\(name)")
        }
    }
}
