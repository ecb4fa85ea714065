import CaseFile
import Causality
import Replication

/// Changes that were issued for another scope: judged where they were issued and where they are carried to (10.2, 13.2).
struct MovedCases {
    private let village = CountyMaker.village
    private let other = CountyMaker.otherVillage
    private let bodies: [[UInt8]]
    /// The log that they were issued in, of a device that may write both villages.
    private let log: LogMaker
    private let both = CountyMaker.writeGrant(CountyMaker.id(70), in: CountyMaker.otherVillage)

    init() throws {
        bodies = try (1...3).map { try BodyMaker.body("\($0)", at: $0) }
        log = LogMaker(.device, in: other, bodies: bodies)
    }

    /// The third change as `key` carries it to the village.
    private func carried(by key: VectorKey, _ first: LogMaker? = nil, nonce: UInt8 = 7) throws -> LogMaker {
        let log = first ?? log
        var carrier = LogMaker(key, in: village, nonce: nonce)
        carrier.append(log.bodies[2], origin: try log.origin(3, signedAt: 3))
        return carrier
    }

    private func make(
        _ name: String, _ more: [ChangeDraft], _ logs: [StoreCases.Log], own: VectorKey? = nil
    ) throws -> VectorCase {
        var county = try CountyMaker()
        for change in more { try county.add(change) }
        return try StoreCases(topic: .reissues).make(
            name, [try county.log.whole()] + logs.map { try $0.0.whole() }, logs: logs,
            orders: own == nil ? StoreCases.orders(logs.count + 1) : nil, own: own)
    }

    func moved() throws -> [VectorCase] {
        let own = try carried(by: .device)
        let byCenter = try carried(by: .center)
        let byOther = try carried(by: .otherDevice)
        let known = [
            both, CountyMaker.draft.device(VectorKey.otherDevice.key, name: "E", role: "device", area: nil, people: []),
            CountyMaker.draft.grant(
                CountyMaker.id(71), device: VectorKey.otherDevice.key.device, scope: village, mayWrite: false),
        ]
        let centers = LogMaker(.center, in: other, bodies: bodies)
        let directory = LogMaker(.center, in: .directory, nonce: 203, bodies: bodies)
        var unproven = LogMaker(.device, in: village, nonce: 7)
        unproven.append(bodies[0], origin: try log.origin(3, signedAt: 3))
        let strange = LogMaker(.device, in: other, bodies: [bodies[0], bodies[1], [0xFF, 0xFF]])
        let again = try carried(by: .device, nonce: 8)
        return try [
            make("moved by one who may write both scopes", [both], [(own, "a")]),
            make("moved, beside the first issue", [both], [(log, "aaa"), (own, "a")]),
            make("moved twice: one record", [both], [(own, "a"), (again, "a")]),
            make("moved by the center", [both], [(byCenter, "a")]),
            make("moved by one who may not write here", known, [(byOther, "h")]),
            make("the center's, moved by one who may write here", [], [(try carried(by: .device, centers), "a")]),
            make("of the directory, moved", [], [(try carried(by: .device, directory), "h")]),
            make("another change than the origin's, moved", [both], [(unproven, "h")]),
            make("what cannot be read, moved", [both], [(try carried(by: .device, strange), "u")]),
        ] + ruled(own) + ended(byCenter) + restricted(own)
    }

    private func ruled(_ own: LogMaker) throws -> [VectorCase] {
        func ruling(in scope: ScopeID, admits: Bool) -> ChangeDraft {
            CountyMaker.ruling(
                CountyMaker.id(72), bodies[2],
                admits: admits, about: RecordKey(scope: scope, kind: BodyMaker.kind, id: BodyMaker.record))
        }
        return try [
            make("moved, and held where it was issued", [both, ruling(in: other, admits: false)], [(own, "h")]),
            make("moved, and admitted where it was issued", [ruling(in: other, admits: true)], [(own, "a")]),
            make("moved, and held here", [both, ruling(in: village, admits: false)], [(own, "h")]),
            make("moved, and admitted here", [ruling(in: village, admits: true)], [(own, "a")]),
        ]
    }

    /// The grants of the first signer have ended; the center carries.
    private func ended(_ byCenter: LogMaker) throws -> [VectorCase] {
        let branch = LogMaker(.device, in: other, bodies: try (1...5).map { try BodyMaker.body("另\($0)", at: $0) })
        var longer = log
        longer.append(try BodyMaker.body("4", at: 4))
        func end(_ place: LogPosition) -> ChangeDraft { CountyMaker.end(CountyMaker.id(73), at: [place]) }
        return try [
            make("moved, and ended at it", [both, end(log.position(3))], [(byCenter, "a")]),
            make("moved, and ended before it", [both, end(log.position(2))], [(byCenter, "h")]),
            make(
                "moved, and ended at its place on another branch", [both, end(branch.position(3))], [(byCenter, "h")]),
            make("moved, and ended beyond what the origin shows", [both, end(longer.position(4))], [(byCenter, "a")]),
            make(
                "moved, and ended here",
                [
                    both,
                    CountyMaker.end(
                        CountyMaker.id(73), at: [LogMaker(.device, in: village, bodies: bodies).position(3)]),
                ], [(byCenter, "h")]),
        ]
    }

    private func restricted(_ own: LogMaker) throws -> [VectorCase] {
        func team(_ scope: ScopeID, _ record: UInt8) -> ChangeDraft {
            CountyMaker.draft.scope(CountyMaker.id(record), number: scope, area: nil, purpose: "case_team")
        }
        return try [
            make("moved out of a restricted scope", [both, team(other, 11)], [(own, "h")], own: .device),
            make("moved into a restricted scope", [both, team(village, 10)], [(own, "h")], own: .device),
        ]
    }
}
