import CaseFile
import CaseStore
import CaseWork
import Foundation
import ReplicaStore
import Replication
import WireProtocol

/// How long it takes to propose who is registered twice among 75,000 people and 25,000 households, and how many of those
/// that are there are proposed.
///
/// A thousand people and five hundred households are registered a second time, each in a way that people really do: under
/// the same number and another name, by name and telephone, by name and birth in another village, by a name that only sounds
/// alike; by an address in other digits, or a longer one with the same head.
struct DuplicatesAt100k {
    let county: MeasuredCounty
    let runs: Int

    private static let people = 75_000
    private static let households = 25_000
    private static let peopleTwice = 1000
    private static let householdsTwice = 500
    /// As the page and the command list them.
    private static let shown = 50
    private static let sounds = ["伟": "炜", "明": "鸣", "丽": "莉", "军": "君", "华": "桦"]

    private struct Pair: Hashable {
        let records: Set<RecordID>
    }

    func measure() throws -> [Measurement] {
        let center = try county.freshCenter("duplicates")
        var register = Register(center: center, county: county)
        try register.fill()
        var measurements: [Measurement] = []
        for (kind, name) in [(PersonSchema.recordKind, "people"), (HouseholdSchema.recordKind, "households")] {
            let planted = register.twice[kind] ?? []
            var medians: [Double] = []
            for _ in 1...runs {
                medians.append(
                    try seconds { _ = try proposals(of: kind, DuplicatesAt100k.shown, center) })
            }
            let all = try proposals(of: kind, .max, center).map { Pair(records: [$0.first.id, $0.second.id]) }
            let found = Set(all).intersection(planted.map { Pair(records: $0) }).count
            note("duplicates: \(name): \(found) of \(planted.count) that are there, \(all.count - found) others")
            measurements += [
                Measurement("duplicates_\(name)", median(medians) * 1000, "ms"),
                Measurement(
                    "duplicates_\(name)_found", Double(found) / Double(max(planted.count, 1)), "of those that are there"
                ),
                Measurement("duplicates_\(name)_others", Double(all.count - found), "pairs"),
            ]
        }
        try center.storage.close()
        return measurements
    }

    private func proposals(
        of kind: RecordKind, _ limit: Int, _ center: Machine<SQLiteReplicaStorage>
    ) throws -> [SameProposal] {
        try center.storage.read { transaction in
            let reading = CaseReading(
                engine: center.engine, transaction: transaction, catalog: .current,
                directory: try DirectoryView(transaction, codec: center.engine.codec), isCenter: true)
            return try reading.likelySame(of: kind, limit: limit)
        }
    }

    /// The people and households of a county, some of them twice.
    private struct Register {
        let center: Machine<SQLiteReplicaStorage>
        let county: MeasuredCounty
        private(set) var twice: [RecordKind: [Set<RecordID>]] = [:]
        private var stream = LabelledStream("duplicates")
        private var drafts: [ScopeID: [ChangeDraft]] = [:]
        private let codec = ProtobufChangeCodec()
        private let given = WordStock.given.filter { !DuplicatesAt100k.sounds.values.contains($0) }

        init(center: Machine<SQLiteReplicaStorage>, county: MeasuredCounty) {
            (self.center, self.county) = (center, county)
        }

        mutating func fill() throws {
            for index in 0..<DuplicatesAt100k.people { addPerson(index) }
            for index in 0..<DuplicatesAt100k.households { addHousehold(index) }
            for scope in drafts.keys.sorted() {
                let all = drafts[scope] ?? []
                for start in stride(from: 0, to: all.count, by: Limits.changesPerUnit) {
                    _ = try center.save(Array(all[start..<min(start + Limits.changesPerUnit, all.count)]), in: scope)
                }
            }
        }

        private mutating func addPerson(_ index: Int) {
            let homes = county.villages
            let (home, away) = (homes[index % homes.count].scope, homes[(index + 1) % homes.count].scope)
            let surname = stream.pick(WordStock.surnames)
            let first = stream.permille(800) ? stream.pick(given) : ""
            // 1935 to 2020.
            let birth = CivilDate(daysSince1970: stream.below(31_000) - 12_700).map { Value.date($0) } ?? .none
            let number = "360825\(19_000_000 + index)\(1000 + index % 9000)"
            let phone = Value.text("138\(10_000_000 + index)")
            let way = index < DuplicatesAt100k.peopleTwice ? index % 4 : nil
            let pair = DuplicatesAt100k.sounds.sorted { $0.key < $1.key }[index % DuplicatesAt100k.sounds.count]
            let last = way == 3 ? pair.key : stream.pick(given)
            let name = Value.text(surname + first + last)
            let identity = Value.group([GroupMember(PersonSchema.Identity.number, .text(number))])
            var values: [(RegisterNumber, Value)] = [
                (PersonSchema.name, name), (PersonSchema.birth, birth), (PersonSchema.phone, phone),
            ]
            if way == 0 || (way == nil && index % 2 == 0) { values.append((PersonSchema.identity, identity)) }
            let one = add(PersonSchema.recordKind, values, in: home)
            let other: RecordID
            switch way {
            case 0:
                other = add(
                    PersonSchema.recordKind,
                    [(PersonSchema.name, .text(surname + stream.pick(given))), (PersonSchema.identity, identity)],
                    in: away)
            case 1:
                other = add(
                    PersonSchema.recordKind, [(PersonSchema.name, name), (PersonSchema.phone, phone)], in: home)
            case 2:
                other = add(
                    PersonSchema.recordKind, [(PersonSchema.name, name), (PersonSchema.birth, birth)], in: away)
            case 3:
                other = add(
                    PersonSchema.recordKind,
                    [(PersonSchema.name, .text(surname + first + pair.value)), (PersonSchema.birth, birth)], in: home)
            default: return
            }
            twice[PersonSchema.recordKind, default: []].append([one, other])
        }

        private mutating func addHousehold(_ index: Int) {
            let home = county.villages[index % county.villages.count]
            let place = index / county.villages.count
            let address = "\(home.village)\(place / 40 + 1)组\(place % 40 + 1)号"
            let head = stream.pick(WordStock.surnames) + stream.pick(given) + stream.pick(given)
            func values(_ address: String) -> [(RegisterNumber, Value)] {
                [
                    (HouseholdSchema.address, .text(address)),
                    (HouseholdSchema.head, .group([GroupMember(PersonOrName.name, .text(head))])),
                ]
            }
            let one = add(HouseholdSchema.recordKind, values(address), in: home.scope)
            guard index < DuplicatesAt100k.householdsTwice else { return }
            let other =
                index % 2 == 0
                ? add(
                    HouseholdSchema.recordKind,
                    [
                        (
                            HouseholdSchema.address,
                            .text(address.applyingTransform(.fullwidthToHalfwidth, reverse: true) ?? address)
                        )
                    ], in: home.scope)
                : add(HouseholdSchema.recordKind, values("永丰县" + address), in: home.scope)
            twice[HouseholdSchema.recordKind, default: []].append([one, other])
        }

        private mutating func add(
            _ kind: RecordKind, _ values: [(RegisterNumber, Value)], in scope: ScopeID
        ) -> RecordID {
            let id = RecordID(unixMilliseconds: county.time, random: (stream.next(), stream.next()))
            drafts[scope, default: []].append(
                ChangeDraft(
                    kind: kind, record: id, author: county.centerKey.key.device, supersedes: [],
                    writes: values.map { .init(register: $0.0, value: codec.encode($0.1)) }))
            return id
        }
    }
}
