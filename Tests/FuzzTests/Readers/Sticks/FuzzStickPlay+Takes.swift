import Bundles
import Causality
import Identity
import ReplicaStore
import Replication
import WireProtocol

/// What machines do with what they are brought, as a node does it.
extension FuzzStickPlay {
    /// The center takes a set, and answers; nil where it took nothing in.
    mutating func takeAtCenter(_ bytes: [UInt8]) throws -> FuzzAnswer? {
        guard let reading = try FuzzReading.read(bytes, as: FuzzSticks.centerPair) else { return nil }
        try reading.check()
        guard reading.content.header.direction == .up, let sender = FuzzSticks.signer(reading.content.sender.key)
        else { return nil }
        let earlier = try county.center.read { _, transaction in try transaction.answersGiven(to: sender.key.hash) }
        var series = ResponseSeries()
        for piece in reading.pieces {
            switch piece {
            case .frame(let frame):
                // A frame that cannot be read ends the set; what came before stands.
                guard let request = try? WireCodec.decodeRequest(Frame.decode(frame)) else { return nil }
                series.note(try respond(to: request, from: sender), to: request)
            case .blob(let blob): try take(blob, from: sender)
            case .opening, .end, .unknown, .wishes: break
            }
        }
        var messages: [[UInt8]] = []
        while let response = series.next() {
            messages.append(WireCodec.encode(response))
            try FuzzFinding.expect(messages.count < 300, "the center answers without end")
            if let request = series.continuation {
                series.note(try respond(to: request, from: sender), to: request)
            }
        }
        let header = reading.content.header
        let id = FuzzSticks.id(2000 + answers.count)
        try county.center.write { _, transaction in try transaction.noteAnswer(id, to: sender.key.hash) }
        return FuzzAnswer(
            answered: .init(set: header.set, part: header.part, earlier: earlier), id: id, messages: messages)
    }

    private mutating func respond(to request: ExchangeRequest, from peer: FuzzKey) throws -> ExchangeResponse {
        let before = county.center
        let response = try county.center.respond(to: request, from: peer)
        try county.checkRefusals(request, response, before: before)
        return response
    }

    /// What is held has the hash that it is called by (I33).
    private func take(_ blob: BundleBlob, from sender: FuzzKey) throws {
        _ = try blobs.takeIn(
            blob.content, at: blob.offset, of: blob.sha256, total: blob.total, from: sender.key.device)
        guard let size = blobs.size(of: blob.sha256) else { return }
        let content = try blobs.read(blob.sha256, from: 0, count: size)
        try FuzzFinding.expect(
            content.map { Hash(of: $0) } == blob.sha256, "a blob is held that has another hash (I33)")
    }

    /// The device takes an answer; nil where it took nothing in.
    mutating func takeAtDevice(_ bytes: [UInt8]) throws -> AnswerSession.Outcome? {
        guard let reading = try FuzzReading.read(bytes, as: FuzzSticks.devicePair) else { return nil }
        try reading.check()
        let content = reading.content
        guard content.header.direction == .answer, content.sender.node == county.center.signer.key.device,
            let answered = content.answers
        else { return nil }
        var session = AnswerSession(
            BundleReply(
                set: answered.set, id: content.header.set, earlier: answered.earlier, sender: content.sender.key.hash))
        var number = UInt64(clamping: content.framesBefore)
        var outcome: AnswerSession.Outcome?
        let set = FuzzSticks.number(of: answered.set) ?? 0
        let mustBeLate = set <= overtaken || set > sets
        for case .frame(let frame) in reading.pieces {
            guard let response = try? WireCodec.decodeResponse(Frame.decode(frame)) else { return outcome }
            let before = try words()
            outcome = try county.device.take(response, number: number, of: &session)
            number += 1
            let after = try words()
            if outcome == .late || mustBeLate {
                try FuzzFinding.expect(after == before, "a late answer moved what is known of custody (I36)")
            }
            guard outcome == .doubtful else { continue }
            for (known, now) in zip(before.reports, after.reports) {
                let mayStand = now?.entries.allSatisfy { $0.seq <= known?[$0.replica]?.seq ?? 0 } ?? (known == nil)
                try FuzzFinding.expect(mayStand, "custody rose by an answer that may be of before a restore (I36)")
            }
        }
        return outcome
    }

    /// What the device believes of its upstream and of the center.
    private struct Words: Equatable {
        let reports: [VersionVector?]
        let receipts: [Receipt?]
    }

    private func words() throws -> Words {
        let scopes = [ScopeID.directory, FuzzCounty.village]
        return try county.device.read { _, transaction in
            Words(
                reports: scopes.map { transaction.upstreamReport(of: $0)?.vector },
                receipts: scopes.map { transaction.receipt(of: $0) })
        }
    }
}
