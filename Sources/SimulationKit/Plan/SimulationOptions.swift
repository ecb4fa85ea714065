/// What a run is asked for beside its seed.
package struct SimulationOptions: Hashable, Sendable {
    /// Where the machines keep their stores.
    package enum Store: String, Hashable, Sendable, CaseIterable, Codable {
        /// In memory, as values.
        case memory
        /// In real SQLite files.
        case sqlite
    }

    /// Devices of the county; nil lets the seed decide.
    package let devices: Int?
    /// Days that it lives; nil lets the seed decide.
    package let days: Int?
    /// Nil takes files for one seed in twenty.
    package let store: Store?

    package init(devices: Int? = nil, days: Int? = nil, store: Store? = nil) {
        self.devices = devices
        self.days = days
        self.store = store
    }

    /// Where the county of this seed keeps its stores.
    package func store(for seed: UInt64) -> Store { store ?? (seed % 20 == 0 ? .sqlite : .memory) }

    /// The arguments that ask for the same again.
    var arguments: String {
        (devices.map { " --devices \($0)" } ?? "") + (days.map { " --days \($0)" } ?? "")
            + (store.map { " --store \($0.rawValue)" } ?? "")
    }
}
