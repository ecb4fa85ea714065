import CaseFile
import Causality
import Identity
import Replication
import WireProtocol

/// A center, a device and another enrolled one that means harm; the directory is everywhere, and some visits are.
struct FuzzCounty {
    static let village = ScopeID(rawValue: 0x1001)
    static let visit = RecordKind(rawValue: 102)

    var center: FuzzNode
    var device: FuzzNode
    var other: FuzzNode

    /// The county before an input is played. Each input has a copy, and nobody changes this one.
    nonisolated(unsafe) static let start: Result<FuzzCounty, any Error> = Result { try FuzzCounty() }

    private init() throws {
        let key = FuzzKey.named("center").key
        center = try FuzzNode("center", center: key)
        device = try FuzzNode("device", center: key)
        other = try FuzzNode("other", center: key)
        let environment = center.environment
        let devices = [device.signer.key, other.signer.key]
        _ = try center.write { engine, transaction in
            let draft = DirectoryDraft(codec: engine.codec, author: key.device)
            var drafts = [draft.scope(environment.newRecordID(), number: Self.village, area: nil, purpose: "village")]
            for device in devices {
                drafts.append(draft.device(device, name: "电脑", role: "device", area: nil, people: []))
                drafts.append(
                    draft.grant(
                        environment.newRecordID(), device: device.device, scope: Self.village, mayWrite: true))
            }
            return try engine.save(drafts, in: .directory, transaction, environment: environment)
        }
        _ = try FuzzCounty.sync(&device, with: &center)
        _ = try FuzzCounty.sync(&other, with: &center)
        try FuzzCounty.recordVisit("水渠堵了", on: &device)
        try FuzzCounty.recordVisit("修好了", on: &other)
        for _ in 0..<2 {
            _ = try FuzzCounty.sync(&device, with: &center)
            _ = try FuzzCounty.sync(&other, with: &center)
        }
    }

    /// Records a visit of two changes.
    static func recordVisit(_ text: String, on node: inout FuzzNode) throws {
        let environment = node.environment
        let author = node.signer.key.device
        _ = try node.write { engine, transaction in
            let value = engine.codec.encode(.text(text))
            let drafts = (0..<2).map { _ in
                ChangeDraft(
                    kind: Self.visit, record: environment.newRecordID(), author: author, supersedes: [],
                    writes: [.init(register: RegisterNumber(rawValue: 2), value: value)])
            }
            return try engine.save(drafts, in: Self.village, transaction, environment: environment)
        }
    }

    /// A whole sync over the bytes of the wire. Nil where it does not come to an end within `requestsMax` requests.
    static func sync(
        _ node: inout FuzzNode, with center: inout FuzzNode, requestsMax: Int = 40
    ) throws -> ExchangeSession.Step? {
        var session = ExchangeSession()
        for _ in 0..<requestsMax {
            let request = try node.nextRequest(&session)
            let heard = try WireCodec.decodeRequest(Frame.decode(Frame.encode(WireCodec.encode(request))))
            let response = try center.respond(to: heard, from: node.signer)
            let answer = try WireCodec.decodeResponse(Frame.decode(Frame.encode(WireCodec.encode(response))))
            let step = try node.take(answer, &session)
            if step != .again { return step }
        }
        return nil
    }
}
