import Foundation
import ReplicaStore
import Replication

/// What one device's evening costs on the line: its day, and the exchange that finds nothing to do.
///
/// Five devices with a day of about 75 changes, each with a center of before the day; bytes are those of the bodies.
struct DeviceDayExchange {
    let county: MeasuredCounty
    let folder: URL
    let runs: Int

    func measure() throws -> [Measurement] {
        var request: [Double] = []
        var zipped: [Double] = []
        var requests: [Double] = []
        var idle: [(requests: Double, request: Double, response: Double)] = []
        for day in typicalDays() {
            let center = try county.freshCenter("exchange")
            let frames = try day.machine.exchange(with: center)
            requests.append(Double(frames.count))
            request.append(Double(frames.reduce(0) { $0 + $1.request.count }))
            zipped.append(Double(try Gzip.size(day.lines, in: folder)))
            let nothing = try day.machine.exchange(with: center)
            idle.append(
                (
                    Double(nothing.count), Double(nothing.reduce(0) { $0 + $1.request.count }),
                    Double(nothing.reduce(0) { $0 + $1.response.count })
                ))
            try center.storage.close()
            note(
                "device_day: \(day.name): \(day.lines.count) changes, \(Int(request[request.count - 1])) bytes, gzip -6 \(Int(zipped[zipped.count - 1]))"
            )
        }
        return [
            Measurement("device_day_request_bytes", median(request), "bytes", baseline: median(zipped)),
            Measurement("device_day_requests", median(requests), "requests"),
            Measurement("idle_requests", median(idle.map(\.requests)), "requests"),
            Measurement("idle_request_bytes", median(idle.map(\.request)), "bytes"),
            Measurement("idle_response_bytes", median(idle.map(\.response)), "bytes"),
        ]
    }

    /// The days nearest to 75 changes, the first ones of equal distance.
    private func typicalDays() -> [MeasuredCounty.DeviceDay] {
        county.days.enumerated().sorted {
            (abs($0.element.lines.count - 75), $0.offset) < (abs($1.element.lines.count - 75), $1.offset)
        }.prefix(runs).map(\.element)
    }
}
