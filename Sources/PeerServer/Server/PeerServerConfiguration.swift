public import WireProtocol

/// Where the server listens, with what it proves itself, and how much it takes on at once.
public struct PeerServerConfiguration: Hashable, Sendable {
    public var host: String
    /// 0 for a free one, which `onRunning` then tells.
    public var port: Int
    /// PEM file of this node's certificate.
    public var certificateChainPath: String
    /// PEM file of this node's private key.
    public var privateKeyPath: String
    /// Exchanges in hand at once. They share one writer, so more of them only wait for each other; each may hold a
    /// decoded request of `FrameLimits.decompressedBytes`.
    public var maximumConcurrentExchanges: Int
    /// Open connections. A county has some hundred devices, each with one for the seconds of a sync; beyond the limit
    /// the one that has been idle for the longest time is closed, so that a newcomer always finds room. Each takes a file
    /// descriptor of the process.
    public var maximumConnections: Int
    /// Bytes of request bodies held in memory at once, whole or still arriving: thirty-two of the largest.
    public var maximumBodyBytes: Int
    /// A connection without a byte for this long is closed, also in the middle of a request or a handshake. The same
    /// time after which a client gives up on a silent line.
    public var idleTimeoutSeconds: Int
    /// How long a body may come in more slowly than any line that works.
    public var bodyPatienceSeconds: Int
    /// Who is sent away because the node is busy comes back after a time drawn from here, not all at once.
    public var retryAfterSeconds: ClosedRange<UInt32>
    /// What the answers to exchanges say of this node's program; nil for nothing.
    public var program: ProgramVersion?

    public init(
        host: String, port: Int, certificateChainPath: String, privateKeyPath: String,
        maximumConcurrentExchanges: Int = 16, maximumConnections: Int = 4_096,
        maximumBodyBytes: Int = 32 * FrameLimits.compressedBytes, idleTimeoutSeconds: Int = 60,
        bodyPatienceSeconds: Int = 60, retryAfterSeconds: ClosedRange<UInt32> = 2...10,
        program: ProgramVersion? = nil
    ) {
        self.host = host
        self.port = port
        self.certificateChainPath = certificateChainPath
        self.privateKeyPath = privateKeyPath
        self.maximumConcurrentExchanges = maximumConcurrentExchanges
        self.maximumConnections = maximumConnections
        self.maximumBodyBytes = maximumBodyBytes
        self.idleTimeoutSeconds = idleTimeoutSeconds
        self.bodyPatienceSeconds = bodyPatienceSeconds
        self.retryAfterSeconds = retryAfterSeconds
        self.program = program
    }

    /// Refuses settings with which no request could ever be answered.
    func validate() throws(PeerServerError) {
        if host.isEmpty { throw .invalidConfiguration("no address to listen on is named; give 0.0.0.0 for all") }
        guard (0...65_535).contains(port) else {
            throw .invalidConfiguration("port \(port) does not exist; give a number from 0 to 65535")
        }
        for (name, value, least) in [
            ("number of concurrent exchanges", maximumConcurrentExchanges, 1),
            ("number of connections", maximumConnections, 1),
            ("limit of body bytes", maximumBodyBytes, FrameLimits.compressedBytes),
            ("idle time-out in seconds", idleTimeoutSeconds, 1),
            ("patience with a body in seconds", bodyPatienceSeconds, 1),
        ] where !(least...Int(Int32.max)).contains(value) {
            throw .invalidConfiguration("the \(name) is \(value); give a number from \(least) to \(Int32.max)")
        }
    }
}
