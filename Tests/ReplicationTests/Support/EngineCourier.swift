import Causality
import Replication
import SeedTestKit
import WireProtocol

/// The requests of one set, as bytes, on their way to an upstream.
struct CarriedRequests {
    let set: BundleID
    let sender: EngineNode
    let receiver: EngineNode
    var frames: [[UInt8]]
}

/// The responses that answer a set, as bytes, on their way back.
struct CarriedAnswer {
    let reply: BundleReply
    var frames: [[UInt8]]
}

extension EngineNode {
    /// Makes a set for an upstream, and notes it as outstanding.
    func bundle(
        for upstream: EngineNode, everything: Bool = false, bodyBytes: Int = Limits.batchBytes
    ) throws -> CarriedRequests {
        let random = environment.random
        let set = BundleID(random: (random(), random()))
        var series = RequestSeries(everything: everything, bodyBytes: bodyBytes)
        var frames: [[UInt8]] = []
        while let request = try read({ try series.next(engine, $0, environment: environment) }) {
            frames.append(WireCodec.encode(request))
        }
        try storage.write {
            try $0.noteBundle(
                OutstandingBundle(set: set, receiver: upstream.signer.key.hash, madeAt: time, parts: frames.count))
        }
        return CarriedRequests(set: set, sender: self, receiver: upstream, frames: frames)
    }

    /// Takes requests of a set, each a part of its own, and makes the answer. `meanwhile` happens before each further
    /// response.
    func answer(
        _ carried: CarriedRequests, parts: [Int]? = nil, meanwhile: () throws -> Void = {}
    ) throws -> CarriedAnswer {
        let parts = parts ?? Array(carried.frames.indices)
        let peer = carried.sender.signer.key.hash
        let earlier = try read { try $0.answersGiven(to: peer) }
        var series = ResponseSeries()
        func respond(_ request: ExchangeRequest) throws {
            series.note(
                try write { try $0.respond(to: request, from: peer, $1, environment: environment) }, to: request)
        }
        for part in parts { try respond(WireCodec.decodeRequest(carried.frames[part])) }
        var frames: [[UInt8]] = []
        while let response = series.next() {
            frames.append(WireCodec.encode(response))
            try meanwhile()
            if let request = series.continuation { try respond(WireCodec.decodeRequest(WireCodec.encode(request))) }
        }
        let random = environment.random
        let id = BundleID(random: (random(), random()))
        try storage.write { try $0.noteAnswer(id, to: peer) }
        let reply = BundleReply(set: carried.set, id: id, earlier: earlier, sender: signer.key.hash)
        return CarriedAnswer(reply: reply, frames: frames)
    }

    /// Takes responses of an answer in, all or those given; answers what came of the last.
    @discardableResult
    func take(_ answer: CarriedAnswer, _ numbers: [Int]? = nil) throws -> AnswerResult {
        var result = AnswerResult(session: AnswerSession(answer.reply))
        for number in numbers ?? Array(answer.frames.indices) {
            let response = try WireCodec.decodeResponse(answer.frames[number])
            result.outcome = try write {
                try result.session.take(response, number: UInt64(number), &$0, $1, environment: environment)
            }
        }
        return result
    }

    /// Makes a set, has it answered, and takes the answer.
    @discardableResult
    func carry(to upstream: EngineNode) throws -> AnswerResult {
        try take(try upstream.answer(try bundle(for: upstream)))
    }

    func outstanding() throws -> [OutstandingBundle] { try read { try $0.outstandingBundles() } }

    func report(of scope: ScopeID) throws -> VersionVector? { try read { $0.upstreamReport(of: scope)?.vector } }

    func receipt(of scope: ScopeID) throws -> Receipt? { try read { $0.receipt(of: scope) } }
}

/// How taking an answer went.
struct AnswerResult {
    var session: AnswerSession
    var outcome: AnswerSession.Outcome?
}
