import CaseFile
import Causality
import Replication

/// Re-issued changes: judged by their first signer, whoever carries them.
enum ReissueCases {
    static func reissues() throws -> VectorFile {
        let cases = StoreCases(topic: .reissues)
        let bodies = try (1...3).map { try BodyMaker.body("\($0)", at: $0, remaining: $0 == 2 ? 1 : 0) }
        let log = LogMaker(.device, in: CountyMaker.village, bodies: bodies)
        func directory(_ more: [ChangeDraft]) throws -> [UInt8] {
            var county = try CountyMaker()
            for change in more { try county.add(change) }
            return try county.log.whole()
        }
        let plain = try directory([])
        let known = [
            CountyMaker.draft.device(VectorKey.otherDevice.key, name: "E", role: "device", area: nil, people: []),
            CountyMaker.draft.grant(
                CountyMaker.id(40), device: VectorKey.otherDevice.key.device, scope: CountyMaker.otherVillage,
                mayWrite: false),
        ]
        func carried(
            by key: VectorKey, nonce: UInt8 = 7, in scope: ScopeID = CountyMaker.village, _ bodies: [([UInt8], [UInt8])]
        ) -> LogMaker {
            var carrier = LogMaker(key, in: scope, nonce: nonce)
            for (body, origin) in bodies { carrier.append(body, origin: origin) }
            return carrier
        }
        let own = carried(
            by: .device, [(bodies[1], try log.origin(2, signedAt: 3)), (bodies[2], try log.origin(3, signedAt: 3))])
        let carrier = carried(by: .otherDevice, [(bodies[1], try log.origin(2, signedAt: 3))])
        let ungranted = LogMaker(.otherDevice, in: CountyMaker.village, bodies: bodies)
        let bare = carried(by: .device, [(bodies[2], try ungranted.origin(3, signedAt: 3))])
        let unproven = carried(by: .device, [(bodies[0], try log.origin(2, signedAt: 3))])
        let forged = carried(
            by: .device,
            [
                (
                    bodies[2],
                    LogMaker.origin(
                        genesis: log.genesis.bytes, headers: log.headers[2].bytes,
                        head: try log.head(3, signedBy: .stranger))
                )
            ])
        let elsewhere = LogMaker(.device, in: CountyMaker.otherVillage, bodies: bodies)
        let moved = carried(by: .device, [(bodies[2], try elsewhere.origin(3, signedAt: 3))])
        let strange = LogMaker(.stranger, in: CountyMaker.village, bodies: bodies)
        let unknown = carried(by: .device, [(bodies[2], try strange.origin(3, signedAt: 3))])
        let center = LogMaker(.center, in: CountyMaker.village, bodies: bodies)
        let fromCenter = carried(by: .otherDevice, [(bodies[2], try center.origin(3, signedAt: 3))])
        let end = CountyMaker.end(CountyMaker.id(50), at: [log.position(3), own.position(2)])
        let centerDirectory = LogMaker(
            .center, in: .directory, nonce: 201,
            bodies: [
                try BodyMaker.body(CountyMaker.writeGrant(CountyMaker.id(98), in: CountyMaker.otherVillage), at: 3)
            ])
        let deviceDirectory = LogMaker(
            .device, in: .directory, nonce: 202,
            bodies: [
                try BodyMaker.body(CountyMaker.writeGrant(CountyMaker.id(97), in: CountyMaker.otherVillage), at: 4)
            ])
        let relayed = carried(
            by: .device, nonce: 8, in: .directory,
            [(centerDirectory.bodies[0], try centerDirectory.origin(1, signedAt: 1))])
        let claimed = carried(
            by: .center, nonce: 8, in: .directory,
            [(deviceDirectory.bodies[0], try deviceDirectory.origin(1, signedAt: 1))])
        let both = [CountyMaker.village, CountyMaker.otherVillage]
        return VectorFile(
            about: "Re-issued changes (10.2, 13, I30), taken in as in segments.json.",
            cases: [
                try cases.make(
                    "by the same device", [plain, own.segment(1...2, heads: [1, 2])], words: ["stored 4", "stored 2"],
                    logs: [(own, "aa")],
                    orders: StoreCases.orders(2)),
                try cases.make(
                    "beside the first issue: one change, one state", [plain, log.whole(), own.whole()],
                    logs: [(log, "aaa"), (own, "aa")], orders: StoreCases.orders(3)),
                try cases.make(
                    "carried by a device without a grant here", [directory(known), carrier.whole()],
                    logs: [(carrier, "a")],
                    orders: StoreCases.orders(2)),
                try cases.make(
                    "first issued by a device without a grant here", [directory(known), bare.whole()],
                    logs: [(bare, "h")]),
                try cases.make("first issued by an unknown device", [plain, unknown.whole()], logs: [(unknown, "h")]),
                try cases.make(
                    "first issued by the center", [directory(known), fromCenter.whole()], logs: [(fromCenter, "a")]),
                try cases.make("an origin of another change", [plain, unproven.whole()], logs: [(unproven, "h")]),
                try cases.make("an origin with a forged head", [plain, forged.whole()], logs: [(forged, "h")]),
                try cases.make("an origin of another scope", [plain, moved.whole()], logs: [(moved, "h")]),
                try cases.make(
                    "the first signer's grants have ended, at whatever place",
                    [directory([end]), log.whole(), own.whole()],
                    logs: [(log, "aaa"), (own, "hh")], orders: StoreCases.orders(3)),
                try cases.make(
                    "a ruling admits one whose first signer's grants have ended",
                    [
                        directory([end, CountyMaker.ruling(CountyMaker.id(51), bodies[1], admits: true)]),
                        own.segment(1...2, heads: [1, 2]),
                    ], logs: [(own, "ah")], orders: StoreCases.orders(2)),
                try cases.make(
                    "a ruling holds one, wherever it lies",
                    [
                        directory([CountyMaker.ruling(CountyMaker.id(51), bodies[1], admits: false)]), log.whole(),
                        own.whole(),
                    ],
                    logs: [(log, "aha"), (own, "ha")], orders: StoreCases.orders(3)),
                try cases.make(
                    "a ruling admits one that no origin proves",
                    [directory([CountyMaker.ruling(CountyMaker.id(51), bodies[0], admits: true)]), unproven.whole()],
                    logs: [(unproven, "a")]),
                try cases.make(
                    "the center's directory carried by a device", [plain, relayed.whole()], logs: [(relayed, "a")],
                    readers: [(.device, [.directory] + both)]),
                try cases.make(
                    "a device's directory carried by the center", [plain, claimed.whole()], logs: [(claimed, "h")],
                    readers: [(.device, [.directory, CountyMaker.village])]),
            ] + (try MovedCases().moved()))
    }
}
