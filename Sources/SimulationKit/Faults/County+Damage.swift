import Causality
import ReplicaStore
import Replication

/// Pages that go bad, and what people do about them.
extension County {
    /// What the program's own checks find at once is repaired at once. The rest stays until it shows in the work, a copy does
    /// not verify, or the faults stop.
    func damagePage(of machine: Machine<Disk>, _ draw: Randomness) throws -> Bool {
        guard Disk.hasPages, !machine.isCenter || !machine.copies.isEmpty else { return false }
        try machine.disk.damagePage(draw)
        machine.isDamaged = true
        if machine.disk.examine(machine.opened.engine) == .broken {
            try repair(machine)
        } else {
            try machine.start()
        }
        return true
    }

    /// Calls the doctor in where something went wrong and a page had been damaged somewhere; answers whether he found
    /// anything. Where he does not, it went wrong for another reason.
    func repairDamaged() throws -> Bool {
        var isRepaired = false
        for machine in living where machine.isDamaged {
            let isFound = try attend(to: machine)
            isRepaired = isRepaired || isFound
        }
        return isRepaired
    }

    /// What a person does who reads that the data on a machine are damaged: `doctor --rebuild`, and where that does not
    /// help, the last copy.
    private func attend(to machine: Machine<Disk>) throws -> Bool {
        let verdict = machine.disk.examine(machine.opened.engine)
        trace.add("the store of \(machine.name) is \(verdict)")
        switch verdict {
        case .sound: return false
        case .mendable:
            let isForgetful = try machine.disk.rebuild(machine.opened.engine)
            if isForgetful { ledger.forgetsReceipts(machine.name) }
            machine.isDamaged = false
            try machine.start()
            if isForgetful { try noteReceipts(of: machine) }
        case .broken: try repair(machine)
        }
        return true
    }

    /// A nightly copy counts only where it verifies; where it does not, whoever reads so looks at the store.
    func backUp(_ machine: Machine<Disk>) throws {
        if Disk.hasPages, machine.disk.examine(machine.opened.engine) != .sound {
            guard machine.isDamaged else {
                throw SimulationFailure(.unexpectedError, "\(machine.name): a sound store does not verify")
            }
            trace.add("the copy of \(machine.name) does not verify")
            _ = try attend(to: machine)
        }
        machine.copies.append(try machine.copy())
    }

    /// The last copy takes the place of a damaged store; where there is none, an empty disk does.
    private func repair(_ machine: Machine<Disk>) throws {
        if let copy = machine.copies.last {
            try machine.disk.put(copy.folder)
            machine.blobs.put(copy.blobs)
            machine.isDamaged = copy.isDamaged
        } else if !machine.isCenter {
            try machine.disk.erase()
            machine.blobs.put(MachineBlobs.Copy())
            machine.isDamaged = false
        } else {
            throw SimulationFailure(.unexpectedError, "the center's store is damaged and there is no copy")
        }
        try putInPlace(machine, .keepsNewer, nil)
    }
}
