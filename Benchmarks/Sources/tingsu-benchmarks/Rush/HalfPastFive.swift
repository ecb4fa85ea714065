import Foundation
import Node

/// Half past five: every device of the county syncs in the same moment, and in the middle of it the center loses its
/// power. Afterwards the books are compared, change by change: nothing is lost, nothing is there twice, nobody gave up.
struct HalfPastFive {
    let county: HerdCounty
    /// Seconds within which the devices begin; `NodeSettings.standardSyncSpreadSeconds` in the field, 0 for the worst.
    let spread: Double

    private static let processes = 8
    /// Of the devices so many are through when the center dies.
    private static let partBeforeTheKill = 0.33
    /// From so many devices on.
    private static let crowdMin = 100
    /// What the center may take.
    private static let peakMebibytesMax = 512.0

    func measure() async throws -> [Measurement] {
        var center = try await county.prepare()
        defer { center.stop() }
        let devices = county.devices.map(\.name)
        let crowd = try RushCrowd(
            folders: devices.map { county.node($0).path }, processes: min(HalfPastFive.processes, devices.count),
            spread: spread, environment: county.program.environment)
        try crowd.waitUntilReady()
        note("half past five: \(devices.count) devices begin within \(spread) s")
        let start = ContinuousClock.now
        crowd.go()
        let early = try crowd.next(Int(Double(devices.count) * HalfPastFive.partBeforeTheKill))
        let peakBefore = try center.mebibytes("VmHWM")
        let died = (ContinuousClock.now - start) / .seconds(1)
        center.kill()
        center = try county.program.run(county.node(HerdCounty.center))
        let back = (ContinuousClock.now - start) / .seconds(1)
        note(
            "half past five: the center died after \(died) s with \(early.count) devices through, and was back after \(back) s"
        )
        let all = early + (try crowd.next(devices.count - early.count))
        crowd.wait()
        let peak = max(peakBefore, try center.mebibytes("VmHWM"))
        center.stop()
        try await compareBooks(all)
        guard peak <= HalfPastFive.peakMebibytesMax else {
            throw RushError(description: "the center took \(peak) MiB, at most \(HalfPastFive.peakMebibytesMax)")
        }
        try expectAdmissionControl(all)
        return figures(all, peak: peak, died: died, back: back)
    }

    /// Where a whole county comes in one moment some are turned away, and some find the center gone: else nothing was tried.
    private func expectAdmissionControl(_ all: [RushedDevice]) throws {
        guard spread == 0, all.count >= HalfPastFive.crowdMin else { return }
        guard all.contains(where: { $0.busyAnswers > 0 }) else {
            throw RushError(description: "none of \(all.count) devices was told that the center is busy")
        }
        guard all.contains(where: { $0.lostLines > 0 }) else {
            throw RushError(description: "none of \(all.count) devices found the center gone")
        }
    }

    /// Throws `RushError` where anything is lost or twice, or a device gave up.
    private func compareBooks(_ all: [RushedDevice]) async throws {
        let gaveUp = all.compactMap { device in device.failure.map { "\(device.name): \($0)" } }
        guard gaveUp.isEmpty else { throw RushError(description: "gave up: \(gaveUp.joined(separator: "; "))") }
        let impatient = all.reduce(0) { $0 + $1.early }
        guard impatient == 0 else { throw RushError(description: "\(impatient) came back before they were told to") }
        let node = try await county.open(HerdCounty.center)
        let center = try await HerdAccount(node)
        try await node.close()
        guard center.doubled == 0 else {
            throw RushError(description: "\(center.doubled) changes are twice at the center")
        }
        guard center.changes.count == county.workload.changes.count else {
            throw RushError(
                description: "the center has \(center.changes.count) of \(county.workload.changes.count) changes")
        }
        var compared = 0
        for device in county.devices {
            let node = try await county.open(device.name)
            let own = try await HerdAccount(node)
            guard own.missing(in: center) == 0, own.doubled == 0, try await node.isSignedFor() else {
                throw RushError(
                    description: "\(device.name): \(own.missing(in: center)) changes are not at the center, "
                        + "\(own.doubled) are twice")
            }
            compared += own.changes.count
            try await node.close()
        }
        note(
            "half past five: \(compared) changes of \(all.count) devices compared with \(center.changes.count) at the center"
        )
    }

    private func figures(_ all: [RushedDevice], peak: Double, died: Double, back: Double) -> [Measurement] {
        let times = all.map(\.seconds).sorted()
        func sum(_ count: (RushedDevice) -> Int) -> Double { Double(all.reduce(0) { $0 + count($1) }) }
        return [
            Measurement("half_past_five", times.last ?? .nan, "s"),
            Measurement("half_past_five_median", median(times), "s"),
            Measurement("half_past_five_center_died", died, "s"), Measurement("half_past_five_center_back", back, "s"),
            Measurement("half_past_five_busy_answers", sum(\.busyAnswers), "answers"),
            Measurement("half_past_five_lost_lines", sum(\.lostLines), "syncs"),
            Measurement("half_past_five_other_failures", sum(\.otherFailures), "syncs"),
            Measurement("half_past_five_tries", sum(\.tries), "syncs"),
            Measurement("half_past_five_tries_most", Double(all.map(\.tries).max() ?? 0), "syncs"),
            Measurement("half_past_five_center_peak_mib", peak, "MiB"),
        ]
    }
}

struct RushError: Error, CustomStringConvertible {
    let description: String
}
