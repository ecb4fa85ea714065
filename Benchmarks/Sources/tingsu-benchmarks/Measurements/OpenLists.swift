import CaseFile
import CaseStore
import CaseWork
import Foundation
import ReplicaStore
import Replication
import WireProtocol

/// What a person waits for: a case with 1,000 changes opened, and the list of what is due among 100,000 plans.
///
/// Each from a transaction of its own, with the directory as the node keeps it.
struct OpenLists {
    let county: MeasuredCounty
    let runs: Int

    private static let changesOfCase = 1000
    private static let plans = 100_000
    /// Nine of ten planned follow-ups were done.
    private static let openOneIn = 10
    private static let readings = 30

    func measure() throws -> [Measurement] {
        let center = try county.freshCenter("lists")
        let key = try fillCase(center)
        let today = try fillPlans(center)
        let open = try time("open_case", center) { try $0.caseFile(key).visits.count }
        let due = try time("list_due", center) { try $0.due(on: today, within: 0).count }
        try center.storage.close()
        return [Measurement("open_case", open * 1000, "ms"), Measurement("list_due", due * 1000, "ms")]
    }

    private func time(
        _ name: String, _ center: Machine<SQLiteReplicaStorage>,
        _ body: (CaseReading<ProtobufChangeCodec>) throws -> Int
    ) throws -> Double {
        var medians: [Double] = []
        let directory = DirectoryMemory()
        for run in 1...runs {
            var times: [Double] = []
            var count = 0
            for _ in 0..<OpenLists.readings {
                times.append(
                    try seconds {
                        count = try center.storage.read { transaction in
                            try body(
                                CaseReading(
                                    engine: center.engine, transaction: transaction, catalog: .current,
                                    directory: directory.view(transaction, codec: center.engine.codec),
                                    isCenter: true))
                        }
                    })
            }
            medians.append(median(times))
            note("\(name): run \(run): \(medians[run - 1] * 1000) ms, \(count) lines")
        }
        return median(medians)
    }

    /// A year of visits to one case.
    private func fillCase(_ center: Machine<SQLiteReplicaStorage>) throws -> RecordKey {
        guard let root = county.workload.baseline.first,
            let scope = county.villages.first(where: { $0.village == root.village })?.scope
        else { throw WorkloadError.empty }
        let day = county.workload.changes.filter { $0.village == root.village && $0.kind != .case }
        var writer = county.baselineWriter
        let key = try writer.key(of: root, in: scope)
        var count = 0
        var offset: Int64 = 0
        while count < OpenLists.changesOfCase {
            offset += 86_400_000
            writer = county.baselineWriter
            center.time = county.time + offset
            let drafts = try day.prefix(OpenLists.changesOfCase - count).map {
                try writer.draft(
                    $0.moved(byMilliseconds: offset).about(case: root.record), author: county.centerKey.key.device,
                    supersedes: [])
            }
            _ = try center.save(drafts, in: scope)
            count += drafts.count
        }
        return key
    }

    /// Plans of a year and of the month to come, in all villages; answers the day that is today.
    private func fillPlans(_ center: Machine<SQLiteReplicaStorage>) throws -> CivilDate {
        let today = Int(county.time / 86_400_000)
        let codec = ProtobufChangeCodec()
        let author = county.centerKey.key.device
        let perScope = OpenLists.plans / county.villages.count
        for (_, scope) in county.villages {
            var drafts: [ChangeDraft] = []
            for index in 0..<perScope {
                let plan = center.environment.newRecordID()
                guard let date = CivilDate(daysSince1970: today - 365 + index % 395) else { continue }
                let due: Value = .group([GroupMember(Due.date, .date(date))])
                drafts.append(
                    ChangeDraft(
                        kind: FollowUpPlanSchema.recordKind, record: plan, author: author, supersedes: [],
                        writes: [
                            .init(register: FollowUpPlanSchema.due, value: codec.encode(due)),
                            .init(register: FollowUpPlanSchema.purpose, value: codec.encode(.text("上门回访"))),
                        ]))
                if index.isMultiple(of: OpenLists.openOneIn) { continue }
                let done: Value = .reference(Reference(kind: FollowUpPlanSchema.recordKind, id: plan))
                drafts.append(
                    ChangeDraft(
                        kind: FollowUpSchema.recordKind, record: center.environment.newRecordID(), author: author,
                        supersedes: [], writes: [.init(register: FollowUpSchema.plan, value: codec.encode(done))]))
            }
            for start in stride(from: 0, to: drafts.count, by: Limits.changesPerUnit) {
                _ = try center.save(
                    Array(drafts[start..<min(start + Limits.changesPerUnit, drafts.count)]), in: scope)
            }
        }
        guard let day = CivilDate(daysSince1970: today) else { throw WorkloadError.empty }
        return day
    }
}
