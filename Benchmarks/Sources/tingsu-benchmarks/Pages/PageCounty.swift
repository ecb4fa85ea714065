import CaseFile
import CaseStore
import CaseWork
import Foundation
import Node
import ReplicaStore
import Replication
import WireProtocol

/// A county whose center has everything that 600 devices wrote, and a laptop of a working team that goes to all its
/// villages and holds the same: some 100,000 records each, people and households among them.
struct PageCounty {
    let county: HerdCounty

    static let team = "team"
    static let member = "工作队员"
    static let administrator = "王主任"

    /// Of each of 600 devices: with what else a county has entered, 100,000 records.
    static let visitsOfDevice = 28

    private static let householdsPerVillage = 10
    private static let peoplePerHousehold = 2
    private static let casesWithParties = 12

    /// The laptop of one village.
    var village: String { county.devices.first?.name ?? "" }

    /// Sets everything up; the daemons of the center, the team's laptop and a village's run at the end.
    func prepare() async throws -> [RunningNode] {
        let center = try await county.prepare()
        for device in county.devices {
            let node = try await county.open(device.name)
            try await HerdClient.deliver(node)
            try await node.close()
        }
        note("pages: \(county.devices.count) devices have delivered")
        let team = county.node(PageCounty.team)
        let invite = county.folder.appending(path: "team.invite").path
        let address = "https://127.0.0.1:\(try await port())"
        _ = try county.program.output(
            [
                "invite", "--name", "工作队", "--area", "360825", "--person", PageCounty.member, "--address", address,
                "--output", invite,
            ], county.node(HerdCounty.center))
        _ = try county.program.output(["join", invite], team)
        _ = try county.program.output(["sync"], team)
        try await writePeople()
        _ = try county.program.output(["sync"], team)
        return [center, try county.program.run(team), try county.program.run(county.node(village))]
    }

    private func port() async throws -> Int {
        let settings = try await NodeSettings.load(from: county.node(HerdCounty.center))
        guard let listen = settings.listen else { throw WorkloadError.empty }
        return listen.port
    }

    /// What a county has entered before the day: the cases by name and number, households, and who is party to what.
    private func writePeople() async throws {
        let node = try await county.open(PageCounty.team)
        let byVillage = Dictionary(grouping: county.workload.baseline, by: \.village)
        let scopes = try await county.scopes(on: node)
        for (village, scope) in scopes {
            try await node.write { engine, transaction, environment in
                let author = try DirectoryView(transaction, codec: engine.codec).users
                    .first { $0.name == PageCounty.member }?.id
                guard let author else { throw WorkloadError.empty }
                let drafts = try PageCounty.drafts(
                    village, byVillage[village] ?? [], author, newID: { environment.newRecordID() }, scope)
                for start in stride(from: 0, to: drafts.count, by: Limits.changesPerUnit) {
                    let part = Array(drafts[start..<min(start + Limits.changesPerUnit, drafts.count)])
                    _ = try engine.save(part, in: scope, transaction, environment: environment)
                }
            }
        }
        let records = try await node.read { _, transaction in
            try transaction.scopes().filter { $0 != .directory }.reduce(0) { sum, scope in
                try sum + transaction.states(in: scope).count
            }
        }
        note("pages: the team's laptop holds \(records) records")
        try await node.flushWitness()
        try await node.close()
    }

    private static func drafts(
        _ village: String, _ cases: [WorkloadChange], _ author: RecordID, newID: () -> RecordID, _ scope: ScopeID
    ) throws -> [ChangeDraft] {
        let codec = ProtobufChangeCodec()
        func draft(_ kind: RecordKind, _ id: RecordID, _ values: [(RegisterNumber, Value)]) -> ChangeDraft {
            ChangeDraft(
                kind: kind, record: id, author: author, supersedes: [],
                writes: values.map { .init(register: $0.0, value: codec.encode($0.1)) })
        }
        var writer = DraftWriter()
        // What the devices wrote of the case's state is not contested by where it began.
        let known = try cases.map { change in
            try writer.draft(
                change.with(fields: ["case_no", "party_a", "party_b", "cause", "opened"]), author: author,
                supersedes: [])
        }
        var stream = LabelledStream("people/\(village)")
        var drafts = known
        var people: [RecordID] = []
        for number in 1...householdsPerVillage {
            let home = newID()
            let address = "\(village) \(stream.pick(WordStock.places))\(number)号"
            drafts.append(draft(HouseholdSchema.recordKind, home, [(HouseholdSchema.address, .text(address))]))
            for _ in 0..<peoplePerHousehold {
                let person = newID()
                let member: Value = .group([
                    GroupMember(
                        PersonSchema.Household.household,
                        .reference(Reference(kind: HouseholdSchema.recordKind, id: home)))
                ])
                drafts.append(
                    draft(
                        PersonSchema.recordKind, person,
                        [(PersonSchema.name, .text(WorkloadText.name(&stream))), (PersonSchema.household, member)]))
                people.append(person)
            }
        }
        for (index, caseFile) in known.prefix(casesWithParties).enumerated() {
            for (side, code) in [CasePartySchema.applicant, CasePartySchema.opponent].enumerated() {
                drafts.append(
                    draft(
                        CasePartySchema.recordKind, newID(),
                        [
                            (
                                CasePartySchema.case,
                                .reference(Reference(kind: CaseSchema.recordKind, id: caseFile.record))
                            ),
                            (
                                CasePartySchema.person,
                                .reference(
                                    Reference(
                                        kind: PersonSchema.recordKind, id: people[(2 * index + side) % people.count]))
                            ), (CasePartySchema.side, .code(code)),
                        ]))
            }
        }
        return drafts
    }
}

extension WorkloadChange {
    /// The same change with some of its fields.
    fileprivate func with(fields names: Set<String>) -> WorkloadChange {
        WorkloadChange(
            device: device, village: village, seq: seq, wallclock: wallclock, kind: kind, record: record,
            fields: fields.filter { names.contains($0.name) }, line: line)
    }
}
