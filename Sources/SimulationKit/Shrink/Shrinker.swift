/// Makes a failing history short: leaves out what it fails without.
package enum Shrinker {
    /// A short history that breaks the same promise.
    package struct Short: Sendable {
        /// What happened, line by line.
        package let lines: [String]
        package let events: Int
        package let failure: SimulationFailure
    }

    /// Runs of one shrinking; each leaves out a part of the events.
    static let runsMax = 600

    /// Shrinks the history of a seed that fails; nil where it does not fail.
    package static func shrink(seed: UInt64, options: SimulationOptions) throws -> Short? {
        try shrink(Plan.draw(seed: seed, options: options), run: Simulation.run)
    }

    /// Shrinks any plan that fails when `run` runs it.
    package static func shrink(_ whole: Plan, run: (Plan) throws -> SeedResult) throws -> Short? {
        var plan = whole
        guard var failure = try run(plan).failure else { return nil }
        if let event = failure.event { plan.events = Array(plan.events.prefix(event + 1)) }
        var runs = 0
        var part = max(1, plan.events.count / 2)
        while runs < runsMax {
            var start = 0
            var isShorter = false
            while start < plan.events.count, runs < runsMax {
                var shorter = plan
                shorter.events.removeSubrange(start..<min(start + part, plan.events.count))
                runs += 1
                if let found = try run(shorter).failure, found.check == failure.check {
                    (plan, failure, isShorter) = (shorter, found, true)
                } else {
                    start += part
                }
            }
            if part == 1, !isShorter { break }
            part = max(1, part / 2)
        }
        let last = try run(plan)
        return Short(lines: last.lines, events: plan.events.count, failure: last.failure ?? failure)
    }
}
