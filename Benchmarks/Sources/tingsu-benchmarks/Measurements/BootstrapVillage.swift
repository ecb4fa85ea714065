import Foundation
import ReplicaStore

/// A new device of a village with 10,000 changes: its first sync, from an empty store to the last durable commit.
///
/// Both sides work in turns in this process; bytes are those of all bodies, both ways, held against `gzip -6` of the
/// changes as JSON lines.
struct BootstrapVillage {
    let county: MeasuredCounty
    let runs: Int

    private static let changes = 10_000

    func measure() throws -> [Measurement] {
        guard let day = county.days.first,
            let village = county.villages.first(where: { $0.scope == day.scope })
        else { throw WorkloadError.empty }
        let center = try county.freshCenter("bootstrap-center")
        let added = try StoredHistory(county: county).append(
            BootstrapVillage.changes, to: center, villages: [village])
        let lines = county.workload.changes.filter { $0.village == village.village && $0.kind != .case }.map(\.line)
        let copies = (added + lines.count - 1) / lines.count
        let zipped = try Gzip.size(
            Array(repeating: lines, count: copies).flatMap(\.self).prefix(added).map(\.self), in: county.folder)
        var times: [Double] = []
        var bytes: [Double] = []
        var requests: [Double] = []
        for run in 1...runs {
            let device = try county.emptyDevice("bootstrap", like: day)
            var frames: [(request: [UInt8], response: [UInt8])] = []
            times.append(try seconds { frames = try device.exchange(with: center) })
            bytes.append(Double(frames.reduce(0) { $0 + $1.request.count + $1.response.count }))
            requests.append(Double(frames.count))
            try device.storage.close()
            note("bootstrap_village: run \(run): \(added) changes, \(times[run - 1]) s, \(frames.count) requests")
        }
        try center.storage.close()
        return [
            Measurement("bootstrap_village_seconds", median(times), "s"),
            Measurement("bootstrap_village_bytes", median(bytes), "bytes", baseline: Double(zipped)),
            Measurement("bootstrap_village_requests", median(requests), "requests"),
        ]
    }
}
