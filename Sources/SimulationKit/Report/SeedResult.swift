/// How one seed went.
package struct SeedResult: Sendable {
    package let seed: UInt64
    package let store: SimulationOptions.Store
    /// Days lived by all its devices together.
    package let deviceDays: Int
    package let changes: Int
    package let requests: Int
    package let bytes: Int
    package let destroyed: Int
    package let quietRounds: Int
    package let forkedLogs: Int
    /// How often each fault struck, by name.
    package let faults: [String: Int]
    /// Of the trace; the same for the same seed and program.
    package let digest: String
    package let failure: SimulationFailure?
    package let lines: [String]
}
