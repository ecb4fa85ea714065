import SimulationKit
import Testing

/// A failing history is made short.
@Suite struct ShrinkerTests {
    private func result(of plan: Plan, failure: SimulationFailure?) throws -> SeedResult {
        try Simulation.run(Plan.draw(seed: 1, options: SimulationOptions(devices: 1, days: 1, store: .memory)))
            .failing(failure)
    }

    /// A made-up bug needs one clock set wrong and one withdrawal, wherever they are.
    @Test func nothingButTheCauseIsLeft() throws {
        let options = SimulationOptions(days: 45, store: .memory)
        let plan = try #require(
            (1...200).lazy.map { Plan.draw(seed: $0, options: options) }.first { plan in
                plan.events.contains { $0.act == .fault(.clockSetWrong) }
                    && plan.events.contains { $0.act == .deed(.withdraw) }
            })
        #expect(plan.events.count > 50)
        let short = try Shrinker.shrink(plan) { plan in
            let isBroken =
                plan.events.contains { $0.act == .fault(.clockSetWrong) }
                && plan.events.contains { $0.act == .deed(.withdraw) }
            return try result(of: plan, failure: isBroken ? SimulationFailure(.merge, "made up") : nil)
        }
        #expect(short?.events == 2)
        #expect(short?.failure.check == .merge)
    }

    @Test func aHistoryThatKeepsItsPromisesIsNotShrunk() throws {
        let options = SimulationOptions(devices: 1, days: 1, store: .memory)
        #expect(try Shrinker.shrink(seed: 1, options: options) == nil)
    }
}
