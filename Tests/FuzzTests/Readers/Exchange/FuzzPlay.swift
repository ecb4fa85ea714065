import WireProtocol

@testable import Replication

/// Plays an input in a county, step by step, and looks after each step.
struct FuzzPlay {
    private(set) var county: FuzzCounty
    private let start: FuzzCounty
    private var input: FuzzBytes

    private static let stepsMax = 12

    init(county: FuzzCounty, input: FuzzBytes) {
        self.county = county
        start = county
        self.input = input
    }

    mutating func run() throws {
        for _ in 0..<FuzzPlay.stepsMax where !input.isAtEnd {
            let before = county
            try step()
            try county.checkNothingLost(county.center, since: before.center, "center")
            try county.checkNothingLost(county.device, since: before.device, "device")
        }
        try county.checkStore(county.center)
        try county.checkStore(county.device)
        try county.checkConvergence()
        try county.checkStore(county.center)
    }

    private mutating func step() throws {
        switch input.below(9) {
        case 0:
            let text = String(decoding: input.take(input.below(64)), as: UTF8.self)
            try FuzzCounty.recordVisit(text, on: &county.device)
        case 1: _ = try FuzzCounty.sync(&county.device, with: &county.center)
        case 2: try sendEditedRequest(from: county.device)
        case 3: try takeEditedResponse()
        case 4: try signAnything()
        case 5: try hand(input.take(input.below(256)), from: county.other.signer)
        case 6: _ = try FuzzCounty.sync(&county.other, with: &county.center)
        case 7: try sendForgedLog()
        default:
            // A second branch of its own log.
            county.other.overwrite(with: start.other)
            try FuzzCounty.recordVisit("又", on: &county.other)
        }
    }

    /// Bytes as a request to the center; what is no request is refused before anything is touched.
    private mutating func hand(_ bytes: [UInt8], from peer: FuzzKey) throws {
        guard let request = try? WireCodec.decodeRequest(bytes) else { return }
        let before = county.center
        let response = try county.center.respond(to: request, from: peer)
        try county.checkRefusals(request, response, before: before)
        _ = try WireCodec.decodeResponse(Frame.decode(Frame.encode(WireCodec.encode(response))))
    }

    private mutating func sendEditedRequest(from node: FuzzNode) throws {
        var node = node
        var session = ExchangeSession()
        let request = try node.nextRequest(&session)
        try hand(input.edited(WireCodec.encode(request)), from: node.signer)
    }

    private mutating func takeEditedResponse() throws {
        var session = ExchangeSession()
        for _ in 0...input.below(3) {
            let request = try county.device.nextRequest(&session)
            let response = try county.center.respond(to: request, from: county.device.signer)
            let bytes = input.edited(WireCodec.encode(response))
            guard let answer = try? WireCodec.decodeResponse(bytes) else { return }
            guard try county.device.take(answer, &session) == .again else { return }
        }
    }

    /// The other device writes whatever bytes into its own log, and signs them.
    private mutating func signAnything() throws {
        let environment = county.other.environment
        let bodies = (0...input.below(3)).map { _ in input.take(1 + input.below(128)) }
        let scope = input.below(4) == 0 ? ScopeID.directory : FuzzCounty.village
        _ = try county.other.write { engine, transaction in
            try engine.appendOwn(
                bodies.map { LogEntry(body: $0) }, in: scope, transaction, environment: environment)
        }
    }

    private mutating func sendForgedLog() throws {
        let segment = try county.forgedSegment(&input)
        let request = ExchangeRequest(
            scopes: [], segments: [segment], probes: [], responseBytes: 4096, receiptIssuers: [])
        try hand(WireCodec.encode(request), from: county.other.signer)
    }
}
