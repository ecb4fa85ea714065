import Causality
import Replication
import WireProtocol

/// What machines do with the files that a courier brings.
extension County {
    /// The upstream takes requests of a set and makes the files of the answer; nil where the disk was full or the power
    /// went.
    func answer(
        _ pieces: [CarriedFile<Disk>.Piece], of file: CarriedFile<Disk>, upTo part: Int, at server: Machine<Disk>,
        _ draw: Randomness
    ) throws -> [CarriedFile<Disk>]? {
        let asker = file.sender
        if !courier.arrives(file.set, part: part, of: asker.name, at: server.name) { counts.note("bundle outOfOrder") }
        trace.add("\(server.name) takes a set of \(asker.name)", bytes: pieces.flatMap(\.frame))
        let earlier = try server.read { _, store in try store.answersGiven(to: asker.keyHash) }
        var series = ResponseSeries()
        var asksForChanges = false
        func respond(_ frame: [UInt8]) throws -> Bool {
            switch try serve(frame, from: asker, at: server, draw) {
            case .nothing: return false
            case .refusal(let error):
                throw SimulationFailure(.unexpectedError, "\(server.name) refused a sound file: \(error.message)")
            case .answer(let answer):
                let request = try WireCodec.decodeRequest(Frame.decode(frame))
                asksForChanges = request.responseBytes > 0
                series.note(try WireCodec.decodeResponse(Frame.decode(answer)), to: request)
                return true
            }
        }
        for piece in pieces { guard try respond(piece.frame) else { return nil } }
        var answers: [CarriedFile<Disk>.Piece] = []
        while let response = series.next() {
            answers.append(.init(number: answers.count, frame: try frame(WireCodec.encode(response), of: server)))
            guard answers.count < 300 else {
                throw SimulationFailure(.liveness, "\(server.name) answers \(asker.name) without end")
            }
            if let request = series.continuation {
                guard try respond(try frame(WireCodec.encode(request), of: asker)) else { return nil }
            } else if response.hasMore, asksForChanges {
                throw SimulationFailure(.liveness, "\(server.name) has more for \(asker.name) and stops answering")
            }
        }
        let id = BundleID(random: (draw.next(), draw.next()))
        let isNoted = try commit(at: server) {
            try server.write { _, transaction in try transaction.noteAnswer(id, to: asker.keyHash) }
        }
        guard isNoted else { return nil }
        courier.gave(id, at: server.name)
        let reply = BundleReply(set: file.set, id: id, earlier: earlier, sender: server.keyHash)
        return divide(answers, draw).enumerated().map { index, pieces in
            CarriedFile(.answer(reply), of: id, part: index + 1, from: server, to: asker, pieces)
        }
    }

    /// The asker takes responses of an answer; nil where the disk was full or the power went.
    @discardableResult
    func take(
        _ pieces: [CarriedFile<Disk>.Piece], of reply: BundleReply, at machine: Machine<Disk>, _ draw: Randomness
    ) throws -> (session: AnswerSession, outcome: AnswerSession.Outcome)? {
        trace.add("\(machine.name) takes an answer", bytes: pieces.flatMap(\.frame))
        let expectation = courier.expects(reply, at: machine.name)
        let before = try words(at: machine)
        var session = AnswerSession(reply)
        var last = AnswerSession.Outcome.unfinished
        for piece in pieces {
            var outcome: AnswerSession.Outcome?
            let response = try WireCodec.decodeResponse(Frame.decode(piece.frame))
            let stands = try commit(at: machine) {
                outcome = try machine.take(
                    response, number: UInt64(piece.number), of: &session, machine.environment(at: time, draw))
            }
            try checkReceipts(of: machine)
            try check(expectation, before, response, at: machine, isTaken: stands)
            guard stands else { return nil }
            // Where the power went right behind the commit, nobody was told what had come of it.
            if outcome.map({ $0 != .late }) ?? expectation.mayMove {
                courier.took(reply, at: machine.name)
            } else {
                counts.note("return overtaken")
            }
            last = outcome ?? .unfinished
        }
        try watch(machine)
        try checkCustody(of: machine)
        return (session, last)
    }

    // MARK: Checks

    /// What a machine believes of its upstream and of the center.
    struct Words: Equatable {
        let reports: [VersionVector?]
        let receipts: [Receipt?]
    }

    func words(at machine: Machine<Disk>) throws -> Words {
        let scopes = [.directory] + villages
        return try machine.read { _, store in
            Words(
                reports: try scopes.map { try store.upstreamReport(of: $0)?.vector },
                receipts: try scopes.map { try store.receipt(of: $0) })
        }
    }

    /// A late answer moves no word on custody; one that is news does, and with what the upstream truly had. Of which it is not
    /// known raises none.
    private func check(
        _ expectation: CourierBook.Expectation, _ before: Words, _ response: ExchangeResponse,
        at machine: Machine<Disk>, isTaken: Bool
    ) throws {
        switch expectation {
        case .unknown: break
        case .unmoved:
            guard try words(at: machine) == before else {
                throw SimulationFailure(.custody, "\(machine.name) took the word of an answer that was overtaken")
            }
        case .moved: if isTaken { try checkNews(of: response, at: machine) }
        case .notAbove(let isOlder):
            let after = try words(at: machine)
            for (index, scope) in ([.directory] + villages).enumerated() {
                let newest = isOlder ? before.reports[index] : response.scopes.first { $0.scope == scope }?.vector
                guard isTaken, let newest, let now = after.reports[index] else { continue }
                guard now.entries.allSatisfy({ $0.seq <= newest[$0.replica]?.seq ?? 0 }) else {
                    throw SimulationFailure(
                        .custody, "\(machine.name) believes more than its upstream said last, of \(scope)")
                }
            }
        }
    }
}
