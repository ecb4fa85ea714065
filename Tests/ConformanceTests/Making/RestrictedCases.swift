import Causality
import Replication

/// Who takes changes of a restricted scope in, and who is handed them (10.5, I37).
enum RestrictedCases {
    private static let village = CountyMaker.village

    /// The directory, what makes the scope a restricted one, and a log of it, in that order: the directory decides what is
    /// taken in at all.
    private static func make(
        _ name: String, granted: Bool = true, _ later: [ChangeDraft], _ log: StoreCases.Log, own: VectorKey,
        says word: String, readers: [(VectorKey, [ScopeID])] = []
    ) throws -> VectorCase {
        var county = try CountyMaker(granted: granted)
        let base = county.log.bodies.count
        for change in later { try county.add(change) }
        return try AdmissionCases.cases.make(
            name,
            [
                try county.log.segment(1...base), try county.log.segment((base + 1)...county.log.bodies.count),
                try log.0.whole(),
            ], words: ["stored \(base)", "stored \(later.count)", word], logs: [log], own: own, readers: readers)
    }

    /// One more reading of the village's scope, or another record of the same number.
    private static func purpose(_ purpose: String, _ record: UInt8 = 10) -> ChangeDraft {
        CountyMaker.draft.scope(CountyMaker.id(record), number: village, area: nil, purpose: purpose)
    }

    private static func device(_ key: VectorKey) -> ChangeDraft {
        CountyMaker.draft.device(key.key, name: "E", role: "device", area: nil, people: [])
    }

    static func restricted() throws -> [VectorCase] {
        let own = try AdmissionCases.deviceLog()
        let log = LogMaker(.center, in: village, bodies: own.bodies)
        let other = VectorKey.otherDevice
        let reading = CountyMaker.draft.grant(
            CountyMaker.id(81), device: other.key.device, scope: village, mayWrite: false)
        let team = purpose("case_team")
        let refused = "UNKNOWN_SCOPE"
        var cases = try ["case_team", "psychological", "whistle_blowing"].map {
            try make(
                "a scope of purpose \($0), for a device without a grant", [purpose($0)], (log, ""), own: other,
                says: refused)
        }
        cases += [
            try make(
                "a scope of a purpose that restricts nothing", [purpose("area")], (log, "aaaa"), own: other,
                says: "stored 4"),
            try make(
                "a restricted scope, for a device with a grant to write", [team], (log, "aaaa"), own: .device,
                says: "stored 4", readers: [(.device, [.directory, village]), (other, [])]),
            try make(
                "a restricted scope, for a device with a grant to read", [team, device(other), reading], (log, "aaaa"),
                own: other, says: "stored 4", readers: [(other, [.directory, village])]),
            try make(
                "a restricted scope, for the center", [team], (own, "aaaa"), own: .center, says: "stored 4"),
            try make(
                "a restricted scope, for a device whose grant was withdrawn",
                [
                    team, device(other), reading,
                    CountyMaker.withdrawal(DirectorySchema.grantKind, CountyMaker.id(81)),
                ], (log, ""), own: other, says: refused),
            try make(
                "a restricted scope, for a device whose grants have ended",
                [team, device(other), reading, CountyMaker.end(CountyMaker.id(82), at: [], of: other)], (log, ""),
                own: other, says: refused),
            try make(
                "a restricted scope, for whose own log it is, without a grant", granted: false, [team], (own, "hhhh"),
                own: .device, says: "stored 4"),
            try make(
                "another record of the same number restricts the scope", [purpose("case_team", 13)], (log, ""),
                own: other, says: refused),
            try make(
                "a withdrawn record restricts nothing",
                [
                    purpose("case_team", 13),
                    CountyMaker.withdrawal(DirectorySchema.scopeKind, CountyMaker.id(13)),
                ], (log, "aaaa"), own: other, says: "stored 4"),
            try becomingRestricted(log, team, own: other),
        ]
        return cases
    }

    /// What a node holds when the scope becomes a restricted one it keeps.
    private static func becomingRestricted(
        _ log: LogMaker, _ team: ChangeDraft, own: VectorKey
    ) throws -> VectorCase {
        var county = try CountyMaker()
        let base = county.log.bodies.count
        try county.add(team)
        return try AdmissionCases.cases.make(
            "a scope that becomes restricted when its changes are held",
            [
                try county.log.segment(1...base), try log.whole(),
                try county.log.segment((base + 1)...county.log.bodies.count),
            ], words: ["stored \(base)", "stored 4", "stored 1"], logs: [(log, "aaaa")], own: own)
    }
}
