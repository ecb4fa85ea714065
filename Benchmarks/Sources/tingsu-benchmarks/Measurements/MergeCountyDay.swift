import CaseStore
import Foundation
import ReplicaStore
import Replication

/// The county's evening at the center: every device delivers its day, one durable commit each.
///
/// Timed is the way from received bytes to the flushed log, merged state and projections, with the answer put together
/// and not packed. As in the server, a second thread unpacks and checks the next
/// requests meanwhile. The comparison writes the same changes and the states that came out, with nothing to verify or to decide.
struct MergeCountyDay {
    let county: MeasuredCounty
    let folder: URL
    let runs: Int

    func measure() throws -> [Measurement] {
        var merged: [Double] = []
        var plain: [Double] = []
        var rows: Rows?
        for run in 1...runs {
            let center = try county.freshCenter("merge")
            let before = try rows?.before ?? states(of: center)
            merged.append(try county.timeDay(at: center, county.days.map(\.request)))
            if rows == nil { rows = Rows(before: before, after: try check(center)) }
            try center.storage.close()
            if let rows { plain.append(try writePlainly(rows)) }
            note("merge_county_day: run \(run): \(merged[merged.count - 1]) s, plain \(plain.last ?? .nan) s")
        }
        return [Measurement("merge_county_day", median(merged), "s", baseline: median(plain))]
    }

    /// The rows of the comparison: the state before the day, and for each device the states of what it touched.
    private struct Rows {
        let before: [PlainCounty.StateRow]
        let after: [[PlainCounty.StateRow]]
    }

    /// What the center holds after the day; throws where a change did not arrive or was held.
    private func check(_ center: Machine<SQLiteReplicaStorage>) throws -> [[PlainCounty.StateRow]] {
        try center.storage.read { transaction in
            let aside = try transaction.changes(standing: [.held, .unapplied, .heldUnapplied]).count
            guard aside == 0 else { throw MergeError.setAside(aside) }
            let changes = county.days.reduce(0) { $0 + $1.changes.count }
            let conflicts = try transaction.cases.conflictCount()
            note(
                "merge_county_day: \(county.days.count) devices, \(changes) changes, \(conflicts) registers in conflict"
            )
            return try county.days.map { day in
                try day.changes.map { change in
                    guard try transaction.isApplied(change.change, to: change.record),
                        let state = try transaction.state(of: change.record)
                    else { throw MergeError.missing(day.name) }
                    return PlainCounty.StateRow(key: change.record, state: state.encoded)
                }
            }
        }
    }

    private func states(of center: Machine<SQLiteReplicaStorage>) throws -> [PlainCounty.StateRow] {
        let kind = CatalogMapping.kind(.case)
        return try center.storage.read { transaction in
            try Set(county.days.map(\.scope)).sorted().flatMap { scope in
                try transaction.states(in: scope).filter { $0.key.kind == kind }.map {
                    PlainCounty.StateRow(key: $0.key, state: $0.state.encoded)
                }
            }
        }
    }

    private func writePlainly(_ rows: Rows) throws -> Double {
        let path = folder.appending(path: "plain.sqlite").path
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let plain = try PlainCounty(path: path, baseline: rows.before)
        return try seconds {
            for (index, day) in county.days.enumerated() {
                try plain.write(day.changes, device: Int64(index), states: rows.after[index])
            }
        }
    }
}

extension MeasuredCounty {
    /// Seconds that a center takes for the evening's requests, one of each device.
    func timeDay(at center: Machine<SQLiteReplicaStorage>, _ requests: [[UInt8]]) throws -> Double {
        try seconds {
            let unpacked = ReadAhead(Array(zip(requests, days.map(\.machine.signer.key)))) {
                try Machine<SQLiteReplicaStorage>.unpack($0.0, from: $0.1)
            }
            for day in days { _ = try center.takeIn(unpacked.next(), from: day.machine.signer.key) }
        }
    }
}

enum MergeError: Error, CustomStringConvertible {
    case setAside(Int)
    case missing(String)

    var description: String {
        switch self {
        case .setAside(let count): "the center set \(count) changes aside; the measured county must be admitted whole"
        case .missing(let device): "the center does not hold the whole day of \(device)"
        }
    }
}
