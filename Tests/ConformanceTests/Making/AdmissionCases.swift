import CaseFile
import Causality
import Replication

/// Who may write and read what: grants, ends, rulings, and the stricter of several readings.
enum AdmissionCases {
    typealias Grant = DirectorySchema.Grant
    typealias Ruling = DirectorySchema.Ruling
    static let cases = StoreCases(topic: .admission)
    static let village = CountyMaker.village
    static let record = RecordKey(scope: village, kind: BodyMaker.kind, id: BodyMaker.record)

    /// Four changes of the device, the second of which cannot be told from the others but by its text.
    static func deviceLog() throws -> LogMaker {
        LogMaker(.device, in: village, bodies: try (1...4).map { try BodyMaker.body("\($0)", at: $0) })
    }

    static func admission() throws -> VectorFile {
        VectorFile(
            about:
                "Admission and reading (10), segments taken in as in segments.json; the directory comes early or late.",
            cases: try grants() + ends() + rulings() + EnrolmentCases.devices() + EnrolmentCases.readings()
                + RestrictedCases.restricted())
    }

    /// A directory with some changes in a segment of their own, and logs; in every order, or only with the directory
    /// first, where it decides what is taken in at all.
    static func makeTimed(
        _ name: String, granted: Bool = true, _ later: [(ChangeDraft, Int?)], _ logs: [StoreCases.Log],
        readers: [(VectorKey, [ScopeID])] = [], directoryFirst: Bool = false
    ) throws -> VectorCase {
        var county = try CountyMaker(granted: granted)
        let base = county.log.bodies.count
        for (change, minute) in later { try county.add(change, at: minute) }
        var segments = [try county.log.segment(1...base)]
        if !later.isEmpty { segments.append(try county.log.segment((base + 1)...county.log.bodies.count)) }
        segments += try logs.map { try $0.0.whole() }
        return try cases.make(
            name, segments, logs: logs, orders: directoryFirst ? nil : StoreCases.orders(segments.count),
            readers: readers)
    }

    static func make(
        _ name: String, granted: Bool = true, _ later: [ChangeDraft], _ logs: [StoreCases.Log],
        readers: [(VectorKey, [ScopeID])] = [], directoryFirst: Bool = false
    ) throws -> VectorCase {
        try makeTimed(
            name, granted: granted, later.map { ($0, nil) }, logs, readers: readers, directoryFirst: directoryFirst)
    }

    private static func grants() throws -> [VectorCase] {
        let log = try deviceLog()
        let center = LogMaker(.center, in: village, bodies: log.bodies)
        let id = CountyMaker.id(60)
        let elsewhere = CountyMaker.writeGrant(id, in: CountyMaker.otherVillage)
        let reading = CountyMaker.draft.grant(
            CountyMaker.grant, device: VectorKey.device.key.device, scope: village, mayWrite: false)
        let other = CountyMaker.draft.grant(
            CountyMaker.grant, device: VectorKey.device.key.device, scope: CountyMaker.otherVillage, mayWrite: true)
        let toAnother = CountyMaker.writeGrant(to: .otherDevice)
        let device: Value = .reference(Reference(kind: DirectorySchema.deviceKind, id: VectorKey.device.key.device))
        func terms(_ scope: String, _ right: String) -> ChangeDraft {
            CountyMaker.odd(
                DirectorySchema.grantKind, CountyMaker.grant,
                [
                    (
                        Grant.terms,
                        .group([
                            GroupMember(Grant.deviceMember, device), GroupMember(Grant.scopeMember, .text(scope)),
                            GroupMember(Grant.rightsMember, .code(right)),
                        ])
                    )
                ])
        }
        let unreadable = CountyMaker.odd(DirectorySchema.grantKind, CountyMaker.grant, [(Grant.terms, .text("?"))])
        return [
            try make("a grant to write", [], [(log, "aaaa")], readers: [(.device, [.directory, village])]),
            try make("the center needs no grant", [], [(center, "aaaa")]),
            try make("a grant in another scope", granted: false, [elsewhere], [(log, "hhhh")]),
            try make("a late grant", granted: false, [elsewhere, CountyMaker.writeGrant()], [(log, "aaaa")]),
            try make(
                "a grant to read", granted: false, [reading], [(log, "hhhh")],
                readers: [(.device, [.directory, village])]),
            try make(
                "a withdrawn grant: known, and without a right",
                [CountyMaker.withdrawal(DirectorySchema.grantKind, CountyMaker.grant)], [(log, "hhhh")],
                readers: [(.device, [])]),
            try make(
                "two records: one to read, one to write",
                [
                    CountyMaker.draft.grant(id, device: VectorKey.device.key.device, scope: village, mayWrite: false)
                ], [(log, "aaaa")]),
            try make(
                "read in one reading of a record, write in the other", [reading], [(log, "hhhh")],
                readers: [(.device, [.directory, village])]),
            try makeTimed(
                "the same with the clocks the other way round", granted: false,
                [(CountyMaker.writeGrant(), 9), (reading, 5)], [(log, "hhhh")]),
            try make("one record, two scopes: neither", [other], [(log, "hhhh")], readers: [(.device, [])]),
            try make(
                "one record, two devices: neither", [toAnother], [(log, "hhhh")],
                readers: [(.device, []), (.otherDevice, [])]),
            try make(
                "one reading that cannot be read: no right", [unreadable], [(log, "hhhh")], readers: [(.device, [])]),
            try make("a right of no known name", [terms(village.description, "own")], [(log, "hhhh")]),
            try make("a scope in upper case cannot be read", [terms("00000000000000AA", "write")], [(log, "hhhh")]),
            try make("a scope of 15 digits cannot be read", [terms("0000000000000aa", "write")], [(log, "hhhh")]),
            try make("a scope with a space cannot be read", [terms("000000000000  aa", "write")], [(log, "hhhh")]),
            try make("scope 0 cannot be read", [terms("0000000000000000", "write")], [(log, "hhhh")]),
            try makeTimed(
                "a superseded grant leaves the newer one", granted: false, try supersededGrant(), [(log, "aaaa")]),
        ]
    }

    /// A grant to read, and the grant to write that replaces it.
    private static func supersededGrant() throws -> [(ChangeDraft, Int?)] {
        let reading = CountyMaker.draft.grant(
            CountyMaker.grant, device: VectorKey.device.key.device, scope: village, mayWrite: false)
        let writing = CountyMaker.writeGrant()
        let first = try BodyMaker.body(reading, at: 5)
        return [
            (reading, 5),
            (
                ChangeDraft(
                    kind: writing.kind, record: writing.record, author: writing.author,
                    supersedes: [BodyMaker.id(first)],
                    writes: writing.writes), 6
            ),
        ]
    }

    private static func ends() throws -> [VectorCase] {
        let log = try deviceLog()
        let longer = LogMaker(.device, in: village, bodies: log.bodies + [try BodyMaker.body("5", at: 5)])
        let branch = LogMaker(
            .device, in: village, bodies: try (1...5).map { try BodyMaker.body("另\($0)", at: $0) })
        let id = CountyMaker.id(61)
        let two = CountyMaker.id(62)
        func end(_ heads: [LogPosition], _ record: RecordID = id) -> ChangeDraft { CountyMaker.end(record, at: heads) }
        let second = log.position(2)
        let elsewhere = branch.position(2)
        let third = log.position(3)
        let withdrawn = CountyMaker.withdrawal(DirectorySchema.grantEndKind, id)
        let terms = DirectorySchema.GrantEnd.self
        func odd(_ heads: Value) -> ChangeDraft {
            CountyMaker.odd(
                DirectorySchema.grantEndKind, id,
                [
                    (
                        terms.terms,
                        .group([
                            GroupMember(
                                terms.deviceMember,
                                .reference(Reference(kind: DirectorySchema.deviceKind, id: VectorKey.device.key.device))
                            ),
                            GroupMember(terms.headsMember, heads),
                        ])
                    )
                ])
        }
        return [
            try make("an end at 2", [end([second])], [(log, "aahh")], readers: [(.device, [])]),
            try make("an end that names no log", [end([])], [(log, "hhhh")]),
            try make("an end whose heads are no list", [odd(.text("?"))], [(log, "hhhh")]),
            try make("an end with a head that cannot be read", [odd(.list([.text("?")]))], [(log, "hhhh")]),
            try make("an end on another branch", [end([elsewhere])], [(log, "hhhh")]),
            try make("an end beyond what is held", [end([longer.position(5)])], [(log, "aaaa")]),
            try make("an end on another branch, not reached yet", [end([branch.position(5)])], [(log, "aaaa")]),
            try make("an end on another branch, reached", [end([branch.position(5)])], [(longer, "hhhhh")]),
            try make("two ends: the lower place counts", [end([third]), end([second], two)], [(log, "aahh")]),
            try make("two ends in the other order", [end([second]), end([third], two)], [(log, "aahh")]),
            try make("two ends at one place on two branches", [end([second]), end([elsewhere], two)], [(log, "hhhh")]),
            try make("two ends, of which one does not name the log", [end([second]), end([], two)], [(log, "hhhh")]),
            try makeTimed(
                "one end with two readings: the lower place counts", [(end([third]), 8), (end([second]), 7)],
                [(log, "aahh")]),
            try makeTimed(
                "one end with two readings, the clocks the other way round", [(end([third]), 7), (end([second]), 8)],
                [(log, "aahh")]),
            try make("one reading names a log twice: the lower place counts", [end([third, second])], [(log, "aahh")]),
            try make(
                "one reading names a log at one place on two branches", [end([second, elsewhere])], [(log, "hhhh")]),
            try make("the same in the other order", [end([elsewhere, second])], [(log, "hhhh")]),
            try make(
                "a withdrawn end", [end([second]), withdrawn], [(log, "aaaa")],
                readers: [(.device, [.directory, village])]),
            try make(
                "a grant after an end does not run", [end([second]), CountyMaker.writeGrant(CountyMaker.id(63))],
                [(log, "aahh")]),
        ]
    }

    private static func rulings() throws -> [VectorCase] {
        let log = try deviceLog()
        let id = CountyMaker.id(64)
        let two = CountyMaker.id(65)
        let end = CountyMaker.end(CountyMaker.id(61), at: [log.position(2)])
        func rule(_ index: Int, _ admits: Bool, _ record: RecordID = id, about: RecordKey? = nil) -> ChangeDraft {
            CountyMaker.ruling(record, log.bodies[index - 1], admits: admits, about: about)
        }
        func verdict(_ value: Value) -> ChangeDraft {
            CountyMaker.odd(
                DirectorySchema.rulingKind, id,
                [
                    (Ruling.change, .text(BodyMaker.id(log.bodies[0]).description)), (Ruling.verdict, value),
                    (Ruling.record, .reference(Reference(scope: record.scope, kind: record.kind, id: record.id))),
                ])
        }
        let otherRecord = RecordKey(scope: village, kind: BodyMaker.kind, id: CountyMaker.id(1))
        let otherKind = RecordKey(scope: village, kind: RecordKind(rawValue: 103), id: BodyMaker.record)
        let otherScope = RecordKey(scope: CountyMaker.otherVillage, kind: BodyMaker.kind, id: BodyMaker.record)
        let nowhere = RecordKey(scope: village, kind: RecordKind(rawValue: 0), id: RecordID(rawValue: 0))
        let strange = LogMaker(.device, in: village, bodies: [[0xFF, 0xFF]])
        let withdrawn = CountyMaker.withdrawal(DirectorySchema.rulingKind, id)
        let unscoped = CountyMaker.odd(
            DirectorySchema.rulingKind, id,
            [
                (Ruling.change, .text(BodyMaker.id(log.bodies[0]).description)), (Ruling.verdict, .code(Ruling.hold)),
                (Ruling.record, .reference(Reference(kind: record.kind, id: record.id))),
            ])
        return [
            try make("a ruling admits late work", [end, rule(3, true)], [(log, "aaah")]),
            try make("a ruling holds one change of a granted device", [rule(2, false)], [(log, "ahaa")]),
            try make(
                "a ruling admits one of a device without the right", granted: false,
                [CountyMaker.writeGrant(CountyMaker.id(60), in: CountyMaker.otherVillage), rule(1, true)],
                [(log, "ahhh")]),
            try make(
                "a ruling holds a change of the center", [rule(2, false)],
                [(LogMaker(.center, in: village, bodies: log.bodies), "ahaa")]),
            try make("a ruling that names another record", [end, rule(3, true, about: otherRecord)], [(log, "aahh")]),
            try make("a ruling that names another kind", [rule(1, false, about: otherKind)], [(log, "aaaa")]),
            try make("a ruling that names another scope", [rule(1, false, about: otherScope)], [(log, "aaaa")]),
            try make("a ruling whose record has no scope", [unscoped], [(log, "aaaa")]),
            try make("two rulings that agree", [end, rule(3, true), rule(3, true, two)], [(log, "aaah")]),
            try make(
                "two rulings that do not: it is held", [end, rule(3, true), rule(3, false, two)], [(log, "aahh")]),
            try makeTimed(
                "one ruling with two verdicts: it is held", [(rule(1, true), 9), (rule(1, false), 8)], [(log, "haaa")]),
            try make("an admission of two changes says nothing", [end, rule(3, true), rule(4, true)], [(log, "aahh")]),
            try make("a hold of two changes holds both", [rule(1, false), rule(2, false)], [(log, "hhaa")]),
            try make(
                "an admission about two records says nothing", [end, rule(3, true), rule(3, true, about: otherRecord)],
                [(log, "aahh")]),
            try make("a withdrawn ruling", [rule(1, false), withdrawn], [(log, "aaaa")]),
            try make("a verdict of no known name holds", [verdict(.code("perhaps"))], [(log, "haaa")]),
            try make("a verdict that was taken back holds", [verdict(.none)], [(log, "haaa")]),
            try make(
                "a ruling on a body that cannot be read",
                [CountyMaker.ruling(id, [0xFF, 0xFF], admits: false)], [(strange, "u")]),
            try make(
                "a ruling on a body that cannot be read, and on no record",
                [CountyMaker.ruling(id, [0xFF, 0xFF], admits: false, about: nowhere)], [(strange, "u")]),
        ]
    }
}
