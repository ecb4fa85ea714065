/// A request that is still on its way.
struct UnderwayRequest<Disk: SimulatedDisk> {
    let from: Machine<Disk>
    let server: Machine<Disk>
    let frame: [UInt8]
    /// How many events pass before it arrives.
    var eventsLeft: Int
}
