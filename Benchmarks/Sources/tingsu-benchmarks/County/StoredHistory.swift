import Causality
import Foundation
import ReplicaStore
import Replication
import WireProtocol

/// Earlier days at the center: the same visits, emotions, plans and agreements as on the measured day, under ids of
/// their own and dated back, so that a store has the size of years of work.
///
/// Cases are left as they were: the measured day then changes what its devices have seen, on any size of store.
struct StoredHistory {
    let county: MeasuredCounty

    /// Adds about `count` changes to the center's store, in whole days of the villages; answers how many.
    func append(
        _ count: Int, to center: Machine<SQLiteReplicaStorage>, villages: [(village: String, scope: ScopeID)]
    ) throws -> Int {
        let byVillage = Dictionary(grouping: county.workload.changes.filter { $0.kind != .case }, by: \.village)
        var added = 0
        var day: Int64 = 0
        while added < count {
            day += 1
            var writer = county.baselineWriter
            center.time = county.time - day * StoredHistory.dayMilliseconds
            try center.write { engine, transaction in
                for (village, scope) in villages where added < count {
                    let drafts = try (byVillage[village] ?? []).map {
                        try writer.draft(
                            $0.moved(byMilliseconds: -day * StoredHistory.dayMilliseconds),
                            author: county.centerKey.key.device, supersedes: [])
                    }
                    guard !drafts.isEmpty else { continue }
                    _ = try engine.save(drafts, in: scope, transaction, environment: center.environment)
                    added += drafts.count
                }
            }
            if day.isMultiple(of: 10) { note("history: \(added) changes") }
        }
        center.time = county.time
        return added
    }

    private static let dayMilliseconds: Int64 = 86_400_000
}

extension MeasuredCounty {
    /// The devices' requests of the evening, as if each had had the center's history before its day.
    func requests(knowing center: Machine<SQLiteReplicaStorage>) throws -> [[UInt8]] {
        var entries: [ScopeID: [VersionVector.Entry]] = [:]
        try center.storage.read { transaction in
            for (_, scope) in villages { entries[scope] = try transaction.heads(in: scope).map(\.vectorEntry) }
        }
        return try days.map { day in
            let request = try Machine<SQLiteReplicaStorage>.unpack(day.request)
            let scopes = request.scopes.map { state -> ExchangeRequest.ScopeState in
                guard var vector = state.vector, let known = entries[state.scope] else { return state }
                for entry in known { vector.replace(entry) }
                return ExchangeRequest.ScopeState(
                    scope: state.scope, digest: vector.digest.tag, vector: vector, receiptDigest: state.receiptDigest)
            }
            return try Frame.encode(
                WireCodec.encode(
                    ExchangeRequest(
                        scopes: scopes, segments: request.segments, probes: request.probes,
                        responseBytes: request.responseBytes, receiptIssuers: request.receiptIssuers)))
        }
    }
}

extension WorkloadChange {
    /// The same change at another time.
    func moved(byMilliseconds offset: Int64) -> WorkloadChange {
        WorkloadChange(
            device: device, village: village, seq: seq, wallclock: wallclock + offset, kind: kind, record: record,
            fields: fields, line: line)
    }

    /// The same change about another case.
    func about(case name: String) -> WorkloadChange {
        WorkloadChange(
            device: device, village: village, seq: seq, wallclock: wallclock, kind: kind, record: record,
            fields: fields.map { $0.name == "case" ? ($0.name, .text(name)) : $0 }, line: line)
    }
}
