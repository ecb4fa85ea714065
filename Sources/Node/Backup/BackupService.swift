import Foundation
import Logging
import ServiceLifecycle

/// When the next copy is due. A value without a clock, so that nights can be played in a test.
struct BackupTurn: Equatable {
    /// A disk that was plugged in late, or a full one that somebody cleared, is used the same night.
    static let retryMilliseconds: Int64 = 15 * 60_000

    /// Whether a copy is to be made at `now`: the last set time has gone by since the last good copy, and the last try
    /// was not just now. Whoever was off at the set time is due at once; an instant in the future was a wrong clock's.
    static func isDue(_ schedule: DailySchedule, last: LastBackup?, now: Int64) -> Bool {
        guard let set = schedule.latest(upTo: now) else { return false }
        if let good = last?.good, good.at <= now, good.at >= set { return false }
        guard let last, last.problem != nil, last.triedAt <= now else { return true }
        return now - last.triedAt >= retryMilliseconds
    }
}

/// Makes the nightly copy while `tingsu run` runs.
struct BackupService: Service {
    let node: LocalNode

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look()
                guard (try? await Task.sleep(for: .milliseconds(SyncService.lookMilliseconds))) != nil else { return }
            }
        }
    }

    /// The settings are read each time: who sets the folder need not know that a daemon runs.
    private func look() async {
        let settings = (try? await NodeSettings.load(from: node.folder)) ?? node.settings
        guard let backup = settings.backup else { return }
        do {
            let last = try await node.lastBackup()
            guard BackupTurn.isDue(try backup.schedule(), last: last, now: SystemClock.now()) else { return }
            let done = try await node.makeNightlyBackup()
            node.logger.info(
                "backed up",
                metadata: ["changes": "\(done.copy.manifest.changes)", "removed": "\(done.removed.count)"])
        } catch let problem as BackupProblem {
            node.logger.warning("backup failed", metadata: ["code": "\(problem.code)"])
        } catch {
            node.logger.error("backup failed", metadata: ["error": "\(error)"])
        }
    }
}
