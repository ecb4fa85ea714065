import Foundation
import ReplicaStore
import Replication

/// One visit saved on a device's own store: the visit, two emotions and a follow-up plan, durable when it returns.
///
/// Held against one bare transaction of one row on the same disk; the two take turns.
struct SaveVisit {
    let county: MeasuredCounty
    let workload: Workload
    let folder: URL
    let runs: Int

    private static let savesPerRun = 200

    func measure() throws -> [Measurement] {
        guard let day = county.days.first else { throw WorkloadError.empty }
        let device = try county.freshDevice("device", like: day)
        let plain = try bareTable()
        let insert = try plain.prepare("INSERT INTO bare (value) VALUES (?)")
        let value = [UInt8](repeating: 7, count: 64)
        let visits = try visits(of: device.signer.key.device)
        var saves: [Double] = []
        var bare: [Double] = []
        for run in 0..<runs {
            var savesOfRun: [Double] = []
            var bareOfRun: [Double] = []
            for index in 0..<SaveVisit.savesPerRun {
                // Every round saves new records: the ids are taken anew.
                let unit = visits[index % visits.count].map { draft in
                    ChangeDraft(
                        kind: draft.kind, record: device.environment.newRecordID(), author: draft.author,
                        supersedes: [], writes: draft.writes)
                }
                device.time += 1000
                savesOfRun.append(try seconds { _ = try device.save(unit, in: day.scope) })
                bareOfRun.append(
                    try seconds {
                        try plain.execute("BEGIN IMMEDIATE")
                        try value.withUnsafeBytes {
                            insert.bind($0, at: 1)
                            try insert.run()
                        }
                        try plain.execute("COMMIT")
                    })
            }
            saves.append(median(savesOfRun))
            bare.append(median(bareOfRun))
            note("save_visit: run \(run + 1): \(saves[run] * 1000) ms, bare \(bare[run] * 1000) ms")
        }
        try device.storage.close()
        return [Measurement("save_visit", median(saves) * 1000, "ms", baseline: median(bare) * 1000)]
    }

    private func bareTable() throws -> PlainDatabase {
        let path = folder.appending(path: "bare.sqlite").path
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let plain = try PlainDatabase(path: path)
        try plain.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT")
        return plain
    }

    /// The first device's visits with two emotions and a follow-up plan, as drafts.
    private func visits(of author: RecordID) throws -> [[ChangeDraft]] {
        var writer = DraftWriter()
        for change in workload.baseline { _ = try writer.draft(change, author: author, supersedes: []) }
        var units: [[ChangeDraft]] = []
        let name = county.days.first?.name
        for change in workload.changes where change.device == name {
            if change.kind == .visit { units.append([]) }
            guard change.kind != .case, !units.isEmpty else { continue }
            units[units.count - 1].append(try writer.draft(change, author: author, supersedes: []))
        }
        let whole = units.filter { $0.count == 4 }
        guard !whole.isEmpty else { throw WorkloadError.empty }
        return whole
    }
}
