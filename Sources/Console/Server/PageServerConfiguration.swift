/// How the pages are served.
public struct PageServerConfiguration: Sendable {
    /// The port that is asked for; 0 lets the system choose.
    public var port: Int
    /// Milliseconds without a request of a person's own after which the pages lock.
    public var lockMilliseconds: Int64 = 5 * 60_000
    /// A clock that only runs forward, in milliseconds: sessions and launch keys end by it, whatever the wall clock does.
    public var uptime: @Sendable () -> Int64 = PageServerConfiguration.systemUptime

    public init(port: Int) {
        self.port = port
    }

    /// Where nothing else is set.
    public static let standardPort = 8440

    private static let start = ContinuousClock.now

    private static let systemUptime: @Sendable () -> Int64 = {
        let passed = ContinuousClock.now - start
        return passed.components.seconds * 1000 + passed.components.attoseconds / 1_000_000_000_000_000
    }
}
