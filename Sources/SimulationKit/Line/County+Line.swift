import Causality
import Replication
import WireProtocol

/// The line between a machine and its upstream: every message passes through its bytes, there and back.
extension County {
    /// One sync, as the node's loop runs it: requests until both sides stand equal, nothing moves, or the line breaks.
    ///
    /// Answers the last step, nil where the line broke.
    @discardableResult
    func sync(
        _ machine: Machine<Disk>, with server: Machine<Disk>, quality: LineQuality, _ draw: Randomness
    ) throws -> ExchangeSession.Step? {
        let batch =
            quality == .slow || quality == .bad && draw.chance(50) ? Limits.bytesPerSignedHead : Limits.firstBatchBytes
        for side in [machine, server] { try follow(at: side) }
        var session = ExchangeSession(batchBytes: batch)
        var tally = SessionTally(
            movedBefore: [machine.name, server.name].map { ledger.height(of: $0) },
            writtenBefore: try machine.read { _, store in
                guard let own = try store.currentReplica() else { return [:] }
                return try store.scopes().reduce(into: [:]) { written, scope in
                    let log = LogID(scope: scope, replica: own)
                    written[log] = try store.head(of: log)?.seq
                }
            })
        counts.sessions += 1
        let isFinal = quality == .clean
        while true {
            let fate = quality.fate(draw)
            guard
                let step = try exchange(machine, server, &session, fate, &tally, isBad: quality == .bad, draw)
            else {
                try checkHalfwayStandings(of: machine)
                return nil
            }
            guard step == .again else {
                try watch(machine)
                try watch(server)
                try check(machine, server, session, step, tally, isClean: isFinal)
                try bringBlobs(tally.lastBlobStates, from: machine, to: server, quality)
                return step
            }
            guard tally.requests < 300 else {
                throw SimulationFailure(.liveness, "\(machine.name) asks \(server.name) without end")
            }
            if quality == .slow { session.boundBatch(bytes: Limits.bytesPerSignedHead) }
            if try quality == .bad && draw.chance(10) || quality == .slow && (isHalfway(machine) || tally.requests == 8)
            {
                try checkHalfwayStandings(of: machine)
                return nil
            }
        }
    }

    /// Whether a machine was handed a part of another branch.
    private func isHalfway(_ machine: Machine<Disk>) throws -> Bool {
        try machine.read { _, store in try !store.stagedLogs().isEmpty }
    }

    /// One request and its answer; nil where the line broke.
    private func exchange(
        _ machine: Machine<Disk>, _ server: Machine<Disk>, _ session: inout ExchangeSession, _ fate: MessageFate,
        _ tally: inout SessionTally, isBad: Bool, _ draw: Randomness
    ) throws -> ExchangeSession.Step? {
        var request: ExchangeRequest?
        let asks = try commit(at: machine) {
            request = try machine.nextRequest(&session, machine.environment(at: time, draw))
        }
        guard asks, var request else { return nil }
        try note(request.segments, leaving: machine)
        if fate != .delivered { counts.note(fate.rawValue) }
        if fate == .segmentsCut { request = request.cut() }
        // On numbers of its own, so that what else happens in a seed stays as it was.
        let forger = Randomness(seed: plan.healDraw ^ UInt64(counts.requests) &* 0xD6E8_FEB8_6659_FD93)
        let isForged = isBad && forger.chance(8)
        if isForged { request = try forged(request, for: server, forger) }
        request.blobs = try offeredBlobs(by: machine)
        // Machines of the version before stand for those that know of no columns.
        request.readsColumns = machine.isLater
        var message = WireCodec.encode(request, inColumns: machine.columnReaders.contains(server.name))
        if machine.isLater { message = LaterProtocol.extended(message) }
        let frame = try Frame.encode(message)
        tally.note(request: request, bytes: frame.count)
        trace.add("\(machine.name) asks \(server.name) \(fate.rawValue)", bytes: frame)
        let reply = try carry(frame, from: machine, to: server, fate, draw)
        machine.lastRequest = frame
        guard case .answer(let answer) = reply, !machine.isMute else { return nil }
        if fate == .answerTruncated {
            _ = try? WireCodec.decodeResponse(Frame.decode(Array(answer.prefix(draw.below(answer.count)))))
            return nil
        }
        trace.add("\(server.name) answers", bytes: answer)
        var response = try WireCodec.decodeResponse(Frame.decode(answer))
        tally.note(response: response, bytes: answer.count)
        for refusal in response.refusals {
            trace.add("\(server.name) refuses a log of \(machine.name): \(refusal.reason)")
        }
        if machine.isLater, response.readsColumns { machine.columnReaders.insert(server.name) }
        if fate == .segmentsCut { response = response.cut() }
        if isForged { response = try forged(response, for: machine, forger) }
        counts.requests += 1
        counts.bytes += frame.count + answer.count
        return try take(response, at: machine, &session, fate, draw)
    }

    private func take(
        _ response: ExchangeResponse, at machine: Machine<Disk>, _ session: inout ExchangeSession, _ fate: MessageFate,
        _ draw: Randomness
    ) throws -> ExchangeSession.Step? {
        let failure: DiskFailure? =
            switch fate {
            case .askerCutInCommit: .powerCut
            case .askerCutAfterCommit: .powerCutAfterCommit
            default: nil
            }
        if machine.storage.failure == nil { machine.storage.failure = failure }
        var step: ExchangeSession.Step?
        var changed = session
        let stands = try commit(at: machine) {
            step = try machine.take(response, &changed, machine.environment(at: time, draw))
        }
        session = changed
        if stands {
            courier.lineAnswered(at: machine.name)
            try checkNews(of: response, at: machine)
        }
        try checkReceipts(of: machine)
        return step
    }

    /// Brings a frame to the server, as the fate of the message has it.
    private func carry(
        _ frame: [UInt8], from machine: Machine<Disk>, to server: Machine<Disk>, _ fate: MessageFate,
        _ draw: Randomness
    ) throws -> Reply {
        if machine.isDeaf || fate == .requestLost { return .nothing }
        if machine.isLater, !server.isLater { try offerNextVersion(frame, from: machine, to: server, draw) }
        switch fate {
        case .requestDelayed:
            underway.append(
                UnderwayRequest(from: machine, server: server, frame: frame, eventsLeft: 1 + draw.below(60)))
            return .nothing
        case .requestTruncated:
            // The transport knows the length and refuses what is shorter; the decoders must live with it all the same.
            _ = try? WireCodec.decodeRequest(Frame.decode(Array(frame.prefix(draw.below(frame.count)))))
            return .nothing
        case .olderRequestFirst:
            if let older = machine.lastRequest { _ = try serve(older, from: machine, at: server, draw) }
        case .requestTwice: _ = try serve(frame, from: machine, at: server, draw)
        case .serverCutInCommit where server.storage.failure == nil: server.storage.failure = .powerCut
        case .serverCutAfterCommit where server.storage.failure == nil: server.storage.failure = .powerCutAfterCommit
        default: break
        }
        let reply = try serve(frame, from: machine, at: server, draw)
        return fate == .answerLost ? .nothing : reply
    }

    /// A program of the next version asks in it first, and is told that this one does not speak it.
    private func offerNextVersion(
        _ frame: [UInt8], from machine: Machine<Disk>, to server: Machine<Disk>, _ draw: Randomness
    ) throws {
        let reply = try serve(LaterProtocol.numbered(frame), from: machine, at: server, draw)
        guard case .refusal(let error) = reply, error.code == "unsupported_version" else {
            throw SimulationFailure(.hostileBytes, "\(server.name) took a frame of the next version")
        }
    }

    /// The server's part, from the bytes of the request to those of the answer.
    func serve(
        _ frame: [UInt8], from machine: Machine<Disk>, at server: Machine<Disk>, _ draw: Randomness
    ) throws -> Reply {
        let request: ExchangeRequest
        do {
            request = try WireCodec.decodeRequest(Frame.decode(frame))
        } catch FrameError.unsupportedVersion(let version) {
            return .refusal(ErrorBody(code: "unsupported_version", message: "version \(version)"))
        } catch {
            return .refusal(ErrorBody(code: "bad_message", message: "\(error)"))
        }
        // As the server does: what the asker signed is checked beside other requests.
        let read = request.read(
            by: server.opened.engine.codec, signedBy: machine.role == .device ? machine.key : nil)
        var reply = Reply.nothing
        let hadFailure = server.storage.failure
        let stands = try commit(at: server) {
            var response = try server.respond(
                to: read, from: machine.keyHash, server.environment(at: time, draw))
            try note(response.segments, leaving: server)
            response.blobs = try blobStates(for: request, from: machine, at: server)
            response.readsColumns = server.isLater
            var message = WireCodec.encode(response, inColumns: server.isLater && request.readsColumns)
            if server.isLater { message = LaterProtocol.extended(message) }
            reply = .answer(try Frame.encode(message))
        }
        // A power cut that was meant for a commit, where there was none, did not happen.
        if hadFailure == .powerCut || hadFailure == .powerCutAfterCommit { server.storage.failure = nil }
        try watch(server)
        ledger.answered(server.name, try vectors(of: server))
        return stands ? reply : .nothing
    }

    /// What is sent has left the machine, whether or not it arrives.
    func note(_ segments: [Segment], leaving machine: Machine<Disk>) throws {
        try machine.read { _, store in
            for segment in segments {
                for seq in segment.firstSeq..<segment.endSeq {
                    guard let hash = try store.hash(of: segment.log, at: seq) else { continue }
                    ledger.leaves(LogPosition(log: segment.log, seq: seq, hash: hash))
                }
            }
        }
    }

    /// Requests that were delayed arrive, whether or not anybody still waits for an answer.
    func deliverUnderway(before index: Int) throws {
        for place in underway.indices { underway[place].eventsLeft -= 1 }
        let due = underway.filter { $0.eventsLeft <= 0 }
        underway.removeAll { $0.eventsLeft <= 0 }
        for (number, request) in due.enumerated() where !request.server.isDead {
            trace.add("late request of \(request.from.name) at \(request.server.name)")
            _ = try serve(
                request.frame, from: request.from, at: request.server,
                Randomness(seed: plan.healDraw &+ UInt64(index * 8 + number)))
        }
    }
}
