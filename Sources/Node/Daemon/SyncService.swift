import Logging
import PeerTransport
import Replication
import ServiceLifecycle

/// Syncs with the upstream at the set times of day, and again with growing waits while the line fails.
struct SyncService: Service {
    let node: LocalNode
    let schedule: DailySchedule
    /// How long to wait before the wall clock is asked again. A battery does not feel it.
    static let lookMilliseconds: Int64 = 10_000

    func run() async throws {
        guard node.settings.upstream != nil else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let spread = node.settings.syncSpreadSeconds ?? NodeSettings.standardSyncSpreadSeconds
                let jitter = Int64.random(in: 0...Int64(spread) * 1000)
                guard var next = ScheduledSync(schedule, after: SystemClock.now(), delayMilliseconds: jitter) else {
                    return (try? await gracefulShutdown()) ?? ()
                }
                while case let left = next.remaining(at: SystemClock.now()), left > 0 {
                    guard await pause(milliseconds: min(left, SyncService.lookMilliseconds)) else { return }
                }
                await syncWithRetries()
            }
        }
    }

    /// Tries until it succeeds, the failure is one that waiting does not mend, or four hours of waits are over: the
    /// next set time tries again.
    private func syncWithRetries() async {
        var retries = RetrySchedule()
        var waited: Int64 = 0
        while !Task.isCancelled, waited < 4 * 3_600_000 {
            do {
                let summary = try await UpstreamSync(node: node).run()
                node.logger.info(
                    "synced",
                    metadata: ["requests": "\(summary.tally.requests)", "sent": "\(summary.tally.changesSent)"])
                return
            } catch let failure as SyncFailure {
                node.logger.warning("sync failed", metadata: ["code": "\(failure.code)"])
                guard failure.isTransient else { return }
                var generator = SystemRandomNumberGenerator()
                let wait = retries.delayAfterFailureMilliseconds(
                    random: generator.next(), retryAfterSeconds: failure.retryAfterSeconds)
                waited += wait
                guard await pause(milliseconds: wait) else { return }
            } catch {
                node.logger.error("sync failed", metadata: ["error": "\(error)"])
                return
            }
        }
    }

    /// Waits; false where the daemon is being stopped meanwhile.
    private func pause(milliseconds: Int64) async -> Bool {
        (try? await Task.sleep(for: .milliseconds(milliseconds))) != nil
    }
}
