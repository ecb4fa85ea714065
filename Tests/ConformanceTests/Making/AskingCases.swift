import CaseFile
import Causality
import Replication

/// To whom a node names a restricted scope, and sends of it (10.5, 12.6).
enum AskingCases {
    private static let (village, other) = (CountyMaker.village, CountyMaker.otherVillage)
    private static let id = CountyMaker.id

    static func asking() throws -> VectorFile {
        let reader = VectorKey.otherDevice
        let known = CountyMaker.draft.device(reader.key, name: "E", role: "device", area: nil, people: [])
        func grant(_ scope: ScopeID) -> ChangeDraft {
            CountyMaker.draft.grant(id(81), device: reader.key.device, scope: scope, mayWrite: false)
        }
        let team = CountyMaker.draft.scope(id(13), number: village, area: nil, purpose: "case_team")
        let both = CountyMaker.writeGrant(id(82), in: other)
        let end = CountyMaker.end(id(83), at: [], of: reader)
        let withdrawn = CountyMaker.withdrawal(DirectorySchema.grantKind, id(81))
        return VectorFile(
            about: "What a node asks of its upstream, and brings, in a sync in which nobody or somebody has answered.",
            cases: try [
                make("no scope is restricted, nobody has answered", [], nil, [village]),
                make("a restricted scope, nobody has answered", [team], nil, []),
                make("a restricted scope beside another, nobody has answered", [team, both], nil, [other]),
                make("a restricted scope, the center answers", [team], .center, [village]),
                make("a restricted scope, who may read it answers", [team, known, grant(village)], reader, [village]),
                make("a restricted scope, who may read another answers", [team, known, grant(other)], reader, []),
                make(
                    "a restricted scope, whose grant was withdrawn answers", [team, known, grant(village), withdrawn],
                    reader, []),
                make(
                    "a restricted scope, whose grants have ended answers", [team, known, grant(village), end], reader,
                    []),
                make("a restricted scope, a machine that the directory does not know answers", [team], .stranger, []),
            ])
    }

    /// The device holds the directory and its own log of the village; it must name `named` beside the directory, and bring what
    /// it holds of them.
    private static func make(
        _ name: String, _ later: [ChangeDraft], _ answering: VectorKey?, _ named: [ScopeID]
    ) throws -> VectorCase {
        var county = try CountyMaker()
        for change in later { try county.add(change) }
        let own = LogMaker(.device, in: village, bodies: try (1...2).map { try BodyMaker.body("\($0)", at: $0) })
        let key = VectorKey.device
        var input = CountyMaker.input([try county.log.whole(), try own.whole()]).map { ($0.key, $0.value) }
        input += [("own_key", .hex(key.key.x963)), ("own_private_key", .number(1))]
        if let answering { input.append(("answering_key", .hex(answering.key.x963))) }
        let outcome = try Topic.asking.outcome(of: .object(input))
        let scopes = try outcome.list("scopes").map { try $0.readID() }
        let logs = try outcome.list("logs").map { try $0.id("scope") }
        guard scopes == ([.directory] + named).map(\.rawValue),
            logs == ([.directory] + named.filter { $0 == village }).map(\.rawValue)
        else { throw VectorError("asking: \(name): the answer is \(JSONText.line(outcome))") }
        return VectorCase(topic: .asking, name: name, input: .object(input), expected: outcome)
    }
}
