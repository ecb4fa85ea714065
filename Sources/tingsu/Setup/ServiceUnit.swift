import Foundation

/// The service that the package brings, where systemd runs.
enum ServiceUnit {
    /// Whether this machine is one that `systemctl` can be asked on, and the unit is installed.
    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: "/run/systemd/system")
            && FileManager.default.fileExists(atPath: "/lib/systemd/system/tingsu.service")
    }

    /// Starts it now and with the machine; false where that failed, or only root may.
    static func start() -> Bool {
        ServiceUser.asCaller {
            guard geteuid() == 0 else { return false }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["systemctl", "enable", "--quiet", "--now", "tingsu.service"]
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }
}
