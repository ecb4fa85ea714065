import Causality
import ReplicaStore
import Replication

/// Files that people attach, and their way to the county, piece by piece behind the records.
extension County {
    /// A file of a few hundred bytes that somebody attaches to a new record now and then; nil at other times, and where
    /// the disk is full.
    func photograph(at machine: Machine<Disk>) throws -> Attachment? {
        // On numbers of its own, so that what else happens in a seed stays as it was.
        let draw = Randomness(seed: plan.healDraw ^ UInt64(ledger.order) &* 0xA24B_AED4_963E_E407)
        guard draw.chance(25), machine.storage.failure != .full else { return nil }
        let bytes = (0..<1 + draw.below(900)).map { _ in UInt8(truncatingIfNeeded: draw.next()) }
        let blob = try machine.blobs.store.add(bytes)
        ledger.promises.holds(blob, at: machine.name)
        counts.note("fileAttached")
        return Attachment(sha256: blob, size: UInt64(bytes.count), mediaType: "image/jpeg")
    }

    /// The blobs that records at a machine name.
    func namedBlobs(at machine: Machine<Disk>) throws -> [AttachedBlob] {
        try machine.read { _, store in
            try ledger.attached.filter { attached in
                try store.state(of: attached.record)?[AttachedBlob.register].contains { $0.change == attached.change }
                    ?? false
            }
        }
    }

    /// What a request offers: blobs that are here, that a record names and that the upstream has not said to have.
    func offeredBlobs(by machine: Machine<Disk>) throws -> [Hash] {
        let offered = try namedBlobs(at: machine).map(\.blob).filter {
            machine.blobs.store.holds($0) && !machine.blobs.atUpstream.contains($0)
        }
        return Array(Set(offered).sorted().prefix(Limits.blobsOffered))
    }

    /// What an answer says of blobs: how far those stand that were offered and are named here, and which are missing.
    func blobStates(
        for request: ExchangeRequest, from machine: Machine<Disk>, at server: Machine<Disk>
    ) throws -> [BlobState] {
        let named = try namedBlobs(at: server)
        let readable = server.opened.engine.authority.readableScopes(of: machine.keyHash)
        let scopes = request.scopes.map(\.scope).filter { readable.contains($0) }
        let known = named.map(\.blob)
        let offered = request.blobs.filter { known.contains($0) }
        let missing = named.filter { scopes.contains($0.record.scope) && !server.blobs.store.holds($0.blob) }
            .map(\.blob).filter { !offered.contains($0) }
        // Another beginning each time: those that are lost for good keep none of the others back.
        let start = missing.isEmpty ? 0 : counts.requests % missing.count
        let asked = (missing[start...] + missing[..<start]).prefix(Limits.blobsAskedFor)
        return Set(offered + asked).sorted().map { server.blobs.store.state(of: $0, from: machine.key.device) }
    }

    /// Brings the blobs that the upstream wants, until the line breaks.
    func bringBlobs(
        _ states: [BlobState], from machine: Machine<Disk>, to server: Machine<Disk>, _ quality: LineQuality
    ) throws {
        machine.blobs.note(states)
        let draw = Randomness(seed: plan.healDraw ^ UInt64(counts.sessions) &* 0x9FB2_1C65_1E98_DF25)
        for state in states where !state.isHeld && machine.blobs.store.holds(state.sha256) {
            guard try bring(state, from: machine, to: server, quality, draw) else { return }
        }
    }

    /// Answers false where the line broke, or the server takes nothing.
    private func bring(
        _ state: BlobState, from machine: Machine<Disk>, to server: Machine<Disk>, _ quality: LineQuality,
        _ draw: Randomness
    ) throws -> Bool {
        guard let total = machine.blobs.store.size(of: state.sha256) else { return true }
        var received = state.received
        while true {
            let count = draw.chance(40) ? total : 1 + draw.below(total)
            let piece = try machine.blobs.store.read(state.sha256, from: received, count: count) ?? []
            let isBad = quality == .bad
            if isBad, draw.chance(8) { return false }
            guard
                let answer = try take(piece, at: received, of: state.sha256, total: total, from: machine, at: server)
            else { return false }
            if isBad, draw.chance(10) {
                _ = try take(piece, at: received, of: state.sha256, total: total, from: machine, at: server)
            }
            if isBad, draw.chance(12) {
                counts.note("powerCutBehindAPiece")
                try restart(server)
                return false
            }
            if isBad, draw.chance(8) { return false }
            if answer.isHeld {
                machine.blobs.note([answer])
                return true
            }
            guard answer.received > received, answer.received < total else {
                throw SimulationFailure(
                    .blob, "\(server.name) answers \(answer.received) after \(received) of \(total)")
            }
            received = answer.received
        }
    }

    /// The server's part; nil where it takes nothing.
    private func take(
        _ piece: [UInt8], at offset: Int, of blob: Hash, total: Int, from machine: Machine<Disk>,
        at server: Machine<Disk>
    ) throws -> BlobState? {
        server.blobs.files.isFull = server.storage.failure == .full
        let sender = machine.key.device
        do {
            guard let state = try server.blobs.store.takeIn(piece, at: offset, of: blob, total: total, from: sender)
            else { throw SimulationFailure(.blob, "\(server.name) has other bytes than \(machine.name) of \(blob)") }
            ledger.promises.answered(state, to: sender, at: server.name)
            trace.add("\(server.name) has \(state.received) \(state.isHeld) of \(blob) from \(machine.name)")
            return state
        } catch let error as StoreError where error.isDiskFull {
            return nil
        }
    }

    // MARK: At the end

    /// One more sync of everybody, devices first: blobs follow behind the records, one level each time.
    func settleBlobs() throws {
        let draw = Randomness(seed: plan.healDraw &+ 1)
        for role in [MachineRole.device, .hub] {
            for machine in living where machine.role == role {
                guard let parent = machine.parent else { continue }
                try sync(machine, with: parent, quality: .clean, draw)
            }
        }
        for machine in living { try ledger.promises.check(machine.name, machine.blobs) }
        try checkArrivedBlobs()
    }

    /// Every blob that a record at the center names is there, if any machine is left that has it and reads the record,
    /// and if every program on the way understands the record: one that does not cannot know that it names a file.
    private func checkArrivedBlobs() throws {
        let books = AdmissionCheck(ledger, held: ledger.watches["C"]?.ids ?? [], center: center.keyHash)
        for attached in try namedBlobs(at: center) where !center.blobs.store.holds(attached.blob) {
            let holder = try living.first { machine in
                try books.isReader(machine.keyHash)
                    && books.scopes(of: machine.keyHash, all: villages).contains(attached.record.scope)
                    && machine.blobs.store.holds(attached.blob)
                    && (try isNamed(attached, above: machine))
            }
            if let holder {
                throw SimulationFailure(
                    .blob, "\(holder.name) has blob \(attached.blob), which never came to the center")
            }
            counts.note("blobDestroyed")
        }
    }

    private func isNamed(_ attached: AttachedBlob, above machine: Machine<Disk>) throws -> Bool {
        var next = machine.parent
        while let server = next {
            guard try namedBlobs(at: server).contains(attached) else { return false }
            next = server.parent
        }
        return true
    }
}
