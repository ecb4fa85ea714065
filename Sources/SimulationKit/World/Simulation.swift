import Replication

/// Runs seeds.
package enum Simulation {
    /// Runs a seed twice and compares the two; throws only what keeps a county from being made at all.
    package static func run(seed: UInt64, options: SimulationOptions) throws -> SeedResult {
        let plan = Plan.draw(seed: seed, options: options)
        let first = try run(plan)
        let second = try run(plan)
        guard first.digest == second.digest, first.failure == second.failure else {
            let line = zip(first.lines, second.lines).first { $0 != $1 }
            return first.failing(
                SimulationFailure(.nondeterminism, "once \(line?.0 ?? "it ended"), once \(line?.1 ?? "it ended")"))
        }
        return first
    }

    /// Runs a plan once.
    package static func run(_ plan: Plan) throws -> SeedResult {
        switch plan.store {
        case .memory: try run(plan, on: MemoryDisk.self)
        case .sqlite: try run(plan, on: SQLiteDisk.self)
        }
    }

    private static func run<Disk: SimulatedDisk>(_ plan: Plan, on disk: Disk.Type) throws -> SeedResult {
        let county = try County<Disk>(plan)
        var failure: SimulationFailure?
        do {
            try county.live()
            try county.heal()
        } catch let caught as SimulationFailure {
            failure = caught
        } catch {
            failure = SimulationFailure(.unexpectedError, "after the faults: \(error)")
        }
        if let failure { county.trace.add("failed: \(failure)") }
        return county.result(failure)
    }
}

extension County {
    fileprivate func result(_ failure: SimulationFailure?) -> SeedResult {
        SeedResult(
            seed: plan.seed, store: plan.store, deviceDays: plan.devices * plan.days, changes: counts.changes,
            requests: counts.requests, bytes: counts.bytes, destroyed: counts.destroyed,
            quietRounds: counts.quietRounds, forkedLogs: counts.forkedLogs, faults: counts.faults,
            digest: trace.digest.description, failure: failure,
            lines: trace.lines)
    }
}

extension SeedResult {
    /// The same run with another outcome.
    package func failing(_ failure: SimulationFailure?) -> SeedResult {
        SeedResult(
            seed: seed, store: store, deviceDays: deviceDays, changes: changes, requests: requests, bytes: bytes,
            destroyed: destroyed, quietRounds: quietRounds, forkedLogs: forkedLogs, faults: faults, digest: digest,
            failure: failure,
            lines: lines)
    }
}
