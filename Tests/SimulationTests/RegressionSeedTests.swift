import SimulationKit
import Testing

/// Seeds that broke a promise once, or were said to, and by what: the program, or the simulation's own books.
///
/// What a seed does changes with the plans that are drawn, so that not each of them would break it again; the unit tests
/// that `Tests/README.md` names hold the rules themselves.
@Suite struct RegressionSeedTests {
    @Test(
        arguments: [
            (8, "a machine without a line took itself for a copy at each power cut"),
            (62, "what was lost at a place and issued again elsewhere stood on no list"),
            (70, "a machine put back to before its first directory refused its own logs after its grant had ended"),
            (81, "whoever knew the center's name as past asked twice at each sync for a receipt that he passed over"),
            (82, "what an adopted branch of the directory admits stayed refused"),
            (163, "a forgotten answer on a stick was all that was left of a change"),
            (252, "the books took an answer that was overtaken for news, where the power went behind its commit"),
            (272, "a machine went on writing in a log of which the upstream has another branch"),
            (421, "a receipt of before a restore was covered by another branch's number"),
            (650, "the center forgot whom it had called past, and a hub's older word counted as the newer one"),
            (711, "the same, without any rollback"),
            (731, "the same"),
            (908, "the same"),
            (583, "a forgotten answer on a stick was all that was left of a change"),
            (1880, "what the upstream had said was damaged, and no doctor found it"),
            (2280, "a record of the directory had no state though its changes were there"),
            (4480, "a damaged receipt named a key that nobody has, and the doctor let it pass"),
            (2318, "a branch that only a machine without grants held never came in"),
            (4761, "the same, of a hub's log"),
            (4897, "the same, of a device that was copied"),
            (4251, "that an issuer is past was forgotten with the receipt that said so"),
            (486, "who was past in one scope counted as past in another"),
            (1613, "the same"),
            (1334, "a receipt that says nothing was asked for at each sync"),
            (4022, "the same, after a rollback of the center"),
            (2964, "that a record lives nowhere was known only where somebody had said so"),
        ] as [(UInt64, String)]) func whatWasBrokenHolds(seed: UInt64, once: String) throws
    {
        var report = RunReport()
        report.add(try Simulation.run(seed: seed, options: SimulationOptions()), options: SimulationOptions())
        for failure in report.failures {
            Issue.record("seed \(seed) (\(once)): \(failure.check): \(failure.message)\nreplay: \(failure.replay)")
        }
    }
}
