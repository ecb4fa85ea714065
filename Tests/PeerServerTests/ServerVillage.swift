import Identity
import Logging
import PeerServer
import Replication

/// A running center and the machines of one village that it has admitted: what most tests of the server begin with.
struct ServerVillage {
    let county: ServerCounty
    let center: ServerCenter
    let server: ServerRun
    let pairs: [DeviceKeyPair]
    /// A device of each key; none has synced.
    let devices: [ServerDevice]

    /// Runs `use` beside the server, and stops it gracefully at its end.
    static func with(
        devices count: Int = 1, centerClock: Int64? = nil, exchangesAtOnce: Int? = nil, logger: Logger? = nil,
        use: (ServerVillage) async throws -> Void
    ) async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        if let centerClock { await center.setClock(centerClock) }
        let pairs = (0..<count).map { _ in DeviceKeyPair.generate() }
        try await center.admit(pairs.map(\.key))
        var configuration = try county.serverConfiguration()
        if let exchangesAtOnce { configuration.maximumConcurrentExchanges = exchangesAtOnce }
        try await ServerRun.with(county, center, configuration, logger: logger) { server in
            let devices = try pairs.map { try ServerDevice($0, of: county, port: server.port) }
            try await use(
                ServerVillage(county: county, center: center, server: server, pairs: pairs, devices: devices))
        }
    }

    /// Another machine with a copy of the device's disk.
    func clone(of device: ServerDevice) throws -> ServerDevice {
        try ServerDevice(
            device.replica.pair, of: county, port: server.port, state: device.replica.storage.state)
    }
}
