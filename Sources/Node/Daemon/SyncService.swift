import Logging
import PeerTransport
import Replication
import ServiceLifecycle

/// Syncs with the upstream at the set times of day, again with growing waits while the line fails; and at once where
/// somebody may be in danger, or where a line comes back for which something waits.
struct SyncService: Service {
    /// Why a wait ended.
    private enum Reason {
        case time
        /// The safety flag was raised.
        case alarm
        /// A route off this machine appeared.
        case line
        case stop
    }

    let node: LocalNode
    let schedule: DailySchedule
    /// How long to wait before clock and routes are looked at again. A battery does not feel it.
    static let lookMilliseconds: Int64 = 3_000
    /// Waits of one set time together.
    static let waitMillisecondsMax: Int64 = 4 * 3_600_000
    /// A township's machines see one line come back at one moment.
    static let lineSpreadSecondsMax = 20

    func run() async throws {
        guard node.settings.upstream != nil else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            var routes = NetworkState.now()
            // Raised before the machine was shut down, and not arrived.
            if await hasAlarm() { await syncWithRetries(isAlarm: true, &routes) }
            while !Task.isCancelled {
                switch await untilNext(&routes) {
                case .stop: return
                case .alarm: await syncWithRetries(isAlarm: true, &routes)
                case .line:
                    let reason = await pause(milliseconds: spread(SyncService.lineSpreadSecondsMax))
                    if reason == .stop { return }
                    await syncWithRetries(isAlarm: reason == .alarm, &routes)
                case .time: await syncWithRetries(isAlarm: false, &routes)
                }
            }
        }
    }

    /// Waits for the next set time, an alarm or a line. Without set times only for the others.
    private func untilNext(_ routes: inout NetworkState) async -> Reason {
        var next = ScheduledSync(schedule, after: SystemClock.now(), delayMilliseconds: spread(.max))
        while case let left = next?.remaining(at: SystemClock.now()) ?? .max, left > 0 {
            let reason = await pause(milliseconds: min(left, SyncService.lookMilliseconds), &routes)
            if reason != .time { return reason }
        }
        return .time
    }

    /// A wait of this machine's own, in milliseconds, within the county's spread and the bound.
    private func spread(_ secondsMax: Int) -> Int64 {
        let seconds = node.settings.syncSpreadSeconds ?? NodeSettings.standardSyncSpreadSeconds
        return Int64.random(in: 0...Int64(min(seconds, secondsMax)) * 1000)
    }

    /// Tries until it succeeds, the failure is one that waiting does not mend, or four hours of waits are over: the
    /// next set time tries again. An alarm is never given up, and a sync that did not bring it has not succeeded.
    private func syncWithRetries(isAlarm: Bool, _ routes: inout NetworkState) async {
        var retries = RetrySchedule()
        var waited: Int64 = 0
        var isAlarm = isAlarm
        while !Task.isCancelled, isAlarm || waited < SyncService.waitMillisecondsMax {
            var retryAfterSeconds: Int?
            do {
                let summary = try await UpstreamSync(node: node).run()
                node.logger.info(
                    "synced",
                    metadata: [
                        "requests": "\(summary.tally.requests)", "sent": "\(summary.tally.changesSent)",
                        "alarm": "\(isAlarm)",
                    ])
                // The upstream refused it, perhaps because it does not know the machine yet.
                isAlarm = await hasAlarm()
                guard isAlarm else { return }
            } catch let failure as SyncFailure {
                node.logger.warning("sync failed", metadata: ["code": "\(failure.code)"])
                guard failure.isTransient || isAlarm else { return }
                retryAfterSeconds = failure.retryAfterSeconds
            } catch {
                node.logger.error("sync failed", metadata: ["error": "\(error)"])
                guard isAlarm else { return }
            }
            var generator = SystemRandomNumberGenerator()
            var wait = retries.delayAfterFailureMilliseconds(
                random: generator.next(), retryAfterSeconds: retryAfterSeconds)
            if isAlarm { wait = min(wait, SyncService.alarmWaitMilliseconds(after: waited)) }
            let begin = ContinuousClock.now
            switch await pause(milliseconds: wait, &routes) {
            case .stop: return
            case .alarm: isAlarm = true
            case .line, .time: break
            }
            waited += Int64((ContinuousClock.now - begin) / .milliseconds(1))
        }
    }

    private func hasAlarm() async -> Bool { (try? await node.alarmsWaiting() > 0) == true }

    /// The longest wait between two tries of an alarm: a minute in the first hour, then five.
    private static func alarmWaitMilliseconds(after waited: Int64) -> Int64 { waited < 3_600_000 ? 60_000 : 300_000 }

    /// Waits, until time is over, an alarm is raised, or a route appears for which something waits.
    private func pause(milliseconds: Int64, _ routes: inout NetworkState) async -> Reason {
        var left = milliseconds
        repeat {
            let slice = min(left, SyncService.lookMilliseconds)
            let reason = await pause(milliseconds: slice)
            guard reason == .time else { return reason }
            left -= slice
            let now = NetworkState.now()
            if now != routes {
                routes = now
                if now.isConnected, (try? await node.waitsForUpstream()) == true { return .line }
            }
        } while left > 0
        return .time
    }

    /// Waits, until time is over or an alarm is raised.
    private func pause(milliseconds: Int64) async -> Reason {
        if await node.syncWakeup.wait(milliseconds: milliseconds) { return .alarm }
        return Task.isCancelled ? .stop : .time
    }
}
