import Causality
import Replication

/// What goes wrong at a machine.
extension County {
    func strike(_ fault: Fault, at machine: Machine<Disk>, _ draw: Randomness) throws {
        if try happens(fault, at: machine, draw) { counts.note(fault.rawValue) }
    }

    /// Answers whether it could happen: an old copy is put back only where there is one.
    private func happens(_ fault: Fault, at machine: Machine<Disk>, _ draw: Randomness) throws -> Bool {
        switch fault {
        case .powerCut: try restart(machine)
        case .powerCutInCommit: machine.storage.failure = .powerCut
        case .powerCutBeforeWitness: machine.storage.failure = .powerCutAfterCommit
        case .oldFolderPutBack: return try putBack(at: machine, draw, .keepsNewer)
        case .oldDiskPutBack: return try putBack(at: machine, draw, .goesBackToo)
        case .newestDiskPutBack:
            guard let copy = machine.copies.last else { return false }
            try putBack(copy, at: machine, .goesBackToo)
        case .oldFolderWithoutWitness: return try putBack(at: machine, draw, .isLost)
        case .diskReplaced:
            // Of the center there is always a copy: without it the county would have to begin anew.
            guard !machine.isCenter else { return try putBack(at: machine, draw, .isLost) }
            try machine.disk.erase()
            machine.blobs.put(MachineBlobs.Copy())
            machine.isDamaged = false
            try putInPlace(machine, .isLost, nil)
        case .folderCopied: return try copy(machine, draw, isNoticed: true)
        case .diskCloned: return try copy(machine, draw, isNoticed: false)
        case .clockSetWrong:
            let far = MachineClock.farMilliseconds
            machine.clock.offset = Int64(draw.next() % UInt64(2 * far)) - far
        case .clockJumpsBack: machine.clock.offset -= Int64(draw.below(1 << 40))
        case .machineDies: return try die(machine)
        case .newUpstream:
            guard machine.role == .device else { return false }
            machine.parent = draw.pick(machines[...Plan.hubCount].filter { !$0.isDead })
        case .diskFull: machine.storage.failure = .full
        case .roomMade: if machine.storage.failure == .full { machine.storage.failure = nil }
        case .pageDamaged: return try damagePage(of: machine, draw)
        case .programUpdated:
            guard !machine.isLater else { return false }
            try machine.update()
        case .upstreamDeaf: machine.isDeaf = true
        case .upstreamMute: machine.isMute = true
        case .lineDown: (machine.isDeaf, machine.isMute) = (true, true)
        case .lineUp: (machine.isDeaf, machine.isMute) = (false, false)
        }
        return true
    }

    /// What becomes of the witness where an older copy is put back.
    enum WitnessFate { case keepsNewer, goesBackToo, isLost }

    private func putBack(at machine: Machine<Disk>, _ draw: Randomness, _ fate: WitnessFate) throws -> Bool {
        guard !machine.copies.isEmpty else { return false }
        try putBack(machine.copies[draw.below(machine.copies.count)], at: machine, fate)
        return true
    }

    private func putBack(_ copy: MachineCopy<Disk>, at machine: Machine<Disk>, _ fate: WitnessFate) throws {
        try machine.disk.put(copy.folder)
        machine.blobs.put(copy.blobs)
        machine.isDamaged = copy.isDamaged
        try putInPlace(machine, fate, copy.witness)
    }

    func putInPlace(_ machine: Machine<Disk>, _ fate: WitnessFate, _ witness: [UInt8]?) throws {
        switch fate {
        case .keepsNewer: break
        case .goesBackToo:
            machine.disk.witness = witness
            // Nothing shows it, so its numbers may come to mean two changes each.
            ledger.mayFork(machine.keyHash)
        case .isLost: machine.disk.witness = nil
        }
        ledger.wasPutBack(machine.name)
        courier.wasPutBack(machine.name)
        machine.forms = []
        try machine.start()
        try noteReceipts(of: machine)
    }

    /// A second machine with the disk and the key of this one.
    private func copy(_ machine: Machine<Disk>, _ draw: Randomness, isNoticed: Bool) throws -> Bool {
        guard machine.role == .device, cloneCount < 3 else { return false }
        cloneCount += 1
        let disk = try Disk()
        try disk.put(try machine.disk.copy())
        disk.witness = isNoticed && draw.chance(50) ? nil : machine.disk.witness
        if !isNoticed { ledger.mayFork(machine.keyHash) }
        let twin = try Machine(
            name: "\(machine.name)c\(cloneCount)", role: .device, signer: machine.signer, anchors: machine.anchors,
            hardware: isNoticed ? "copy-\(cloneCount)" : machine.hardware, disk: disk, isLater: machine.isLater,
            isDamaged: machine.isDamaged)
        twin.blobs.put(machine.blobs.copy())
        try ledger.promises.check(machine.name, twin.blobs)
        twin.parent = draw.pick(machines[...Plan.hubCount].filter { !$0.isDead })
        twin.clock = machine.clock
        courier.copied(machine.name, as: twin.name)
        ledger.copied(machine.name, as: twin.name)
        twin.origin = ledger.order
        add(twin)
        return true
    }

    /// Devices die; a hub's place is taken by another one, and the center stays.
    private func die(_ machine: Machine<Disk>) throws -> Bool {
        guard machine.role == .device, living.filter({ $0.role == .device }).count > 2 else { return false }
        machine.isDead = true
        try machine.disk.close()
        return true
    }

    // MARK: Failing commits

    /// Runs `body` at a machine whose commit may fail; answers whether what it did stands.
    @discardableResult
    func commit(at machine: Machine<Disk>, _ body: () throws -> Void) throws -> Bool {
        do {
            try body()
            return true
        } catch let failure as DiskFailure {
            trace.add("commit at \(machine.name) failed: \(failure)")
            switch failure {
            case .full: return false
            case .powerCut:
                try restart(machine)
                return false
            case .powerCutAfterCommit:
                try restart(machine)
                return true
            }
        }
    }

    func restart(_ machine: Machine<Disk>) throws {
        machine.storage.failure = nil
        try machine.disk.losePower()
        machine.blobs.files.losePower()
        machine.forms = []
        try machine.start()
        try ledger.promises.check(machine.name, machine.blobs)
    }
}
