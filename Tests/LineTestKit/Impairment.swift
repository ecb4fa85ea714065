/// What is wrong with a line. Each way is impaired by itself; `none` passes everything on at once.
public struct Impairment: Hashable, Sendable {
    /// Milliseconds that a packet takes, one way.
    public var delay = 0
    /// Up to so many milliseconds more or less, drawn for each packet. Packets keep their order, as TCP delivers them.
    public var jitter = 0
    /// Bits of a second, each way, with the 40 bytes of TCP/IP that each packet has on a real line; nil has no bound.
    public var bitsPerSecond: Int?
    /// Seconds between two cuts of all connections that stand, from the beginning of the line; nil never cuts.
    public var cutSeconds: Double?
    /// Bytes of a connection after which it is cut, both ways together; nil never cuts.
    public var cutBytes: Int?
    /// Milliseconds at whose multiples everything that has gathered goes on at once: a radio that wakes up now and then.
    public var burst = 0
    /// From so many bytes on, what goes up vanishes and nobody is told; nil loses nothing.
    public var upLostFrom: Int?
    /// The same for what comes down.
    public var downLostFrom: Int?
    /// Only so many connections are impaired; the ones after them are whole. Nil is all.
    public var connectionsMax: Int?

    public init(delay: Int = 0, jitter: Int = 0, bitsPerSecond: Int? = nil, cutSeconds: Double? = nil) {
        self.delay = delay
        self.jitter = jitter
        self.bitsPerSecond = bitsPerSecond
        self.cutSeconds = cutSeconds
    }

    public static let none = Impairment()

    /// The second generation of mobile telephony in a mountain village: a round trip of 1.2 s ± 0.2, 30 kbit/s each way.
    public static let secondGeneration = Impairment(delay: 600, jitter: 100, bitsPerSecond: 30_000)

    /// A geostationary satellite: a round trip of 1.2 s, 100 kbit/s.
    public static let satellite = Impairment(delay: 600, jitter: 20, bitsPerSecond: 100_000)

    /// Accepts connections, and nothing else ever happens on them.
    public static var halfOpen: Impairment {
        var line = Impairment()
        line.upLostFrom = 0
        line.downLostFrom = 0
        return line
    }
}
