import Foundation
import ReplicaStore

/// The county's evening at a center that has years of work already, held against the same evening at one that has none.
///
/// The two take turns on the same disk, each on a copy of its store.
struct MergeOnHistory {
    let county: MeasuredCounty
    let runs: Int
    let size: StoredSize

    private var name: String { size.name }

    func measure() throws -> [Measurement] {
        let grown = county.folder.appending(path: "grown")
        let center = try county.freshCenter("grown")
        let added = try StoredHistory(county: county).append(size.changes, to: center, villages: county.villages)
        let requests = try county.requests(knowing: center)
        try center.storage.close()
        note("\(name): \(added) changes stored, \(try megabytes(grown)) MB")
        var large: [Double] = []
        var empty: [Double] = []
        for run in 1...runs {
            let without = try county.freshCenter("merge")
            empty.append(try county.timeDay(at: without, county.days.map(\.request)))
            try without.storage.close()
            let with = try county.freshCenter("merge", copyOf: grown)
            large.append(try county.timeDay(at: with, requests))
            try with.storage.close()
            note("\(name): run \(run): \(large[run - 1]) s, on an empty store \(empty[run - 1]) s")
        }
        try FileManager.default.removeItem(at: grown)
        return [Measurement(name, median(large), "s", baseline: median(empty))]
    }

    private func megabytes(_ folder: URL) throws -> Int {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try files.reduce(0) { sum, file in
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: file).path)
            return sum + (attributes[.size] as? Int ?? 0)
        } / 1_000_000
    }
}
