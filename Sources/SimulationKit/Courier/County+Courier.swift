import Causality
import Replication
import WireProtocol

/// A courier carries sticks between machines whose line is bad, and is not always reliable.
extension County {
    /// Makes a set for the upstream and hands its files to the courier.
    func makeBundle(at machine: Machine<Disk>, for parent: Machine<Disk>?, _ draw: Randomness) throws {
        guard let parent, !parent.isDead, parent !== machine,
            let files = try bundle(at: machine, for: parent, draw)
        else { return }
        handOver(files, draw)
    }

    /// The files of a set; nil where the disk was full or the power went.
    func bundle(
        at machine: Machine<Disk>, for parent: Machine<Disk>, _ draw: Randomness
    ) throws -> [CarriedFile<Disk>]? {
        let environment = machine.environment(at: time, draw)
        let set = BundleID(random: (draw.next(), draw.next()))
        var series = RequestSeries(
            everything: draw.chance(10),
            bodyBytes: draw.pick([Limits.bytesPerSignedHead, 4 * Limits.bytesPerSignedHead, Limits.batchBytes]))
        let before = try words(at: machine)
        var pieces: [CarriedFile<Disk>.Piece] = []
        let stands = try commit(at: machine) {
            while let request = try machine.nextRequest(of: &series, environment) {
                try note(request.segments, leaving: machine)
                pieces.append(.init(number: pieces.count, frame: try frame(WireCodec.encode(request), of: machine)))
            }
            try machine.write { _, transaction in
                try transaction.noteBundle(
                    OutstandingBundle(
                        set: set, receiver: parent.keyHash, madeAt: environment.now(), parts: pieces.count))
            }
        }
        guard try words(at: machine) == before else {
            throw SimulationFailure(.custody, "\(machine.name) made a set, and believes that it has arrived")
        }
        guard stands else { return nil }
        courier.made(set, at: machine.name)
        counts.note("bundle")
        trace.add("\(machine.name) makes a set for \(parent.name)", bytes: pieces.flatMap(\.frame))
        return divide(pieces, draw).enumerated().map { index, pieces in
            CarriedFile(.requests, of: set, part: index + 1, from: machine, to: parent, pieces)
        }
    }

    func frame(_ message: [UInt8], of machine: Machine<Disk>) throws -> [UInt8] {
        try Frame.encode(machine.isLater ? LaterProtocol.extended(message) : message)
    }

    /// One file, or several for small sticks.
    func divide(_ pieces: [CarriedFile<Disk>.Piece], _ draw: Randomness) -> [[CarriedFile<Disk>.Piece]] {
        let size = draw.chance(60) ? max(1, pieces.count) : 1 + draw.below(3)
        return stride(from: 0, to: pieces.count, by: size).map { Array(pieces[$0..<min($0 + size, pieces.count)]) }
    }

    // MARK: On the way

    /// The courier takes the files; mostly they stay together.
    func handOver(_ files: [CarriedFile<Disk>], _ draw: Randomness) {
        let isTogether = draw.chance(60)
        let common = (fate: fate(draw), delay: delay(draw))
        for file in files {
            let (fate, delay) = isTogether ? common : (fate(draw), delay(draw))
            if fate != .carried { counts.note((file.isAnswer ? "return " : "bundle ") + fate.rawValue) }
            var file = file
            // Whoever has the key may open it: a copy of the machine does, too.
            file.destination = draw.pick(
                machines.filter { $0.keyHash == file.receiver && (!$0.isDead || $0 === file.destination) })
            switch fate {
            case .carried: send(file, after: delay)
            case .late: send(file, after: days(90, draw))
            case .twice:
                send(file, after: delay)
                send(file, after: days(40, draw))
            case .cut:
                send(file.cut(to: draw.below(file.bytes.count)), after: delay)
                if draw.chance(50) { send(file, after: days(10, draw)) }
            case .lost: break
            case .astray:
                var astray = file
                astray.destination = draw.pick(living)
                send(astray, after: delay)
                if draw.chance(50) { send(file, after: days(10, draw)) }
            }
        }
    }

    private func fate(_ draw: Randomness) -> CourierFate {
        draw.chance(50) ? .carried : draw.pick(CourierFate.allCases)
    }

    private func delay(_ draw: Randomness) -> Int64 { draw.chance(50) ? 1 : days(5, draw) }

    private func days(_ most: Int, _ draw: Randomness) -> Int64 {
        Int64(draw.below(most * 24 * 60)) * 60_000
    }

    private func send(_ file: CarriedFile<Disk>, after delay: Int64) {
        var file = file
        file.dueAt = time + delay
        sticks.append(file)
    }

    /// Files that are due arrive; those of one set at one machine are taken together, in the order of their parts.
    func deliverSticks(_ draw: Randomness) throws {
        while let first = sticks.filter({ $0.dueAt <= time }).min(by: { $0.dueAt < $1.dueAt }) {
            func isOfTheSame(_ file: CarriedFile<Disk>) -> Bool {
                file.dueAt <= time && file.set == first.set && file.destination === first.destination
                    && file.isAnswer == first.isAnswer
            }
            let trip = sticks.filter(isOfTheSame).sorted { $0.part < $1.part }
            sticks.removeAll(where: isOfTheSame)
            guard !first.destination.isDead else { continue }
            try arrive(trip, at: first.destination, draw)
        }
    }

    /// Files of one set arrive at a machine. Where it could not take all of them in, they come again another day.
    private func arrive(_ files: [CarriedFile<Disk>], at machine: Machine<Disk>, _ draw: Randomness) throws {
        var whole: [(CarriedFile<Disk>, [CarriedFile<Disk>.Piece])] = []
        for file in files {
            guard let pieces = file.opened(by: machine.keyHash) else {
                trace.add("\(machine.name) refuses a file of \(file.sender.name)", bytes: file.bytes)
                // The seal comes first; the decoders must live with such bytes all the same.
                _ = try? WireCodec.decodeRequest(Frame.decode(file.bytes))
                _ = try? WireCodec.decodeResponse(Frame.decode(file.bytes))
                continue
            }
            whole.append((file, pieces))
        }
        guard let first = whole.first?.0 else { return }
        let pieces = whole.flatMap(\.1)
        switch first.content {
        case .requests:
            let last = whole.map(\.0.part).max() ?? 1
            if let answer = try answer(pieces, of: first, upTo: last, at: machine, draw) {
                handOver(answer, draw)
            } else if draw.chance(70) {
                for (file, _) in whole { send(file, after: days(5, draw)) }
            }
        case .answer(let reply):
            let outcome = try take(pieces, of: reply, at: machine, draw)
            if outcome == nil, draw.chance(70) { for (file, _) in whole { send(file, after: days(5, draw)) } }
        }
    }
}
