import CaseFile
import CaseStore
import CaseWork
import Foundation
import GRDB
import ReplicaStore
import Replication
import WireProtocol

/// How long a search for words takes among 100,000 records with their texts, and what its index takes on the disk.
struct SearchAt100k {
    let county: MeasuredCounty
    let runs: Int

    private static let records = 100_000
    private static let readings = 20
    /// A common word, a name, a village, one character, two words, a word that is nowhere.
    private static let searches = ["赔偿", "李芳", "T03V07", "水", "排污 院坝", "边界", "苹果树"]

    func measure() throws -> [Measurement] {
        let center = try county.freshCenter("search")
        let count = try fill(center)
        let waiting = try center.storage.read { try $0.waitingTextCount() }
        note("search: \(waiting) texts wait for the index")
        var measurements = [Measurement("search_slowest_waiting", try slowest(center, count), "ms")]
        let entering = try seconds {
            while try center.storage.write({ try $0.enterWaitingTexts(limit: 512) }) == 512 {}
        }
        measurements.append(
            Measurement("search_entering", entering * 1_000_000 / Double(max(waiting, 1)), "microseconds per text"))
        measurements.append(Measurement("search_slowest", try slowest(center, count), "ms"))
        let bytes = try center.storage.read { transaction in
            try Int.fetchOne(
                transaction.database,
                sql: "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'text_words%' OR name LIKE 'text_item%'") ?? 0
        }
        measurements.append(Measurement("search_index_bytes", Double(bytes) / Double(count), "bytes per record"))
        try center.storage.close()
        return measurements
    }

    /// Milliseconds of the slowest of the searches.
    private func slowest(_ center: Machine<SQLiteReplicaStorage>, _ count: Int) throws -> Double {
        var slowest = 0.0
        for text in SearchAt100k.searches {
            guard let query = SearchQuery(text) else { throw WorkloadError.empty }
            var medians: [Double] = []
            var found = 0
            for _ in 1...runs {
                var times: [Double] = []
                for _ in 0..<SearchAt100k.readings {
                    times.append(
                        try seconds {
                            found = try center.storage.read { transaction in
                                try reading(center, transaction).find(query).count
                            }
                        })
                }
                medians.append(median(times))
            }
            note("search: \(text): \(median(medians) * 1000) ms, \(found) lines of \(count) records")
            slowest = max(slowest, median(medians))
        }
        return slowest * 1000
    }

    private func reading(
        _ center: Machine<SQLiteReplicaStorage>, _ transaction: SQLiteTransaction
    ) throws -> CaseReading<ProtobufChangeCodec> {
        CaseReading(
            engine: center.engine, transaction: transaction, catalog: .current,
            directory: try DirectoryView(transaction, codec: center.engine.codec), isCenter: true)
    }

    /// The county's days, one after another, until there are enough records.
    private func fill(_ center: Machine<SQLiteReplicaStorage>) throws -> Int {
        let byVillage = Dictionary(grouping: county.workload.changes, by: \.village)
        var count = 0
        var offset: Int64 = 0
        while count < SearchAt100k.records {
            offset += 86_400_000
            center.time = county.time + offset
            for (village, scope) in county.villages {
                var writer = county.baselineWriter
                let drafts = try (byVillage[village] ?? []).map {
                    try writer.draft(
                        $0.moved(byMilliseconds: offset), author: county.centerKey.key.device, supersedes: [])
                }
                for start in stride(from: 0, to: drafts.count, by: Limits.changesPerUnit) {
                    _ = try center.save(
                        Array(drafts[start..<min(start + Limits.changesPerUnit, drafts.count)]), in: scope)
                }
            }
            count = try center.storage.read { transaction in
                try transaction.scopes().filter { $0 != .directory }.reduce(0) { sum, scope in
                    try sum + transaction.states(in: scope).count
                }
            }
            note("search: \(count) records")
        }
        return count
    }
}
