public import Replication

/// Where the upstream is, who it must prove to be, and how patient the line is.
public struct PeerClientConfiguration: Sendable {
    /// `https://HOST[:PORT][/PREFIX]`, without user name, query or fragment. Plain http is not spoken, not even to
    /// this machine.
    public var baseURL: String
    /// PEM file of the county CA. Nothing else is trusted: the system's roots are not read.
    public var caPath: String
    /// PEM file of this node's certificate; nil while enrolling.
    public var certificatePath: String?
    /// PEM file of this node's private key; nil while enrolling.
    public var keyPath: String?
    /// The nodes that may answer. A server is recognised by `urn:tingsu:node:` and its id in the certificate, never by
    /// its address: hubs move between networks, and any device of the county holds a certificate of the same CA.
    public var expectedNodeIDs: [RecordID]
    /// Limit for name, connection and TLS handshake together. There is no limit for the whole request: a slow line that
    /// moves is a line that works.
    public var connectTimeoutMilliseconds: Int
    /// A transfer below this rate …
    public var lowSpeedBytesPerSecond: Int
    /// … for this long is given up. It also bounds how long the server may think.
    public var lowSpeedSeconds: Int
    public var userAgent: String
    public var proxy: ProxyChoice

    public init(
        baseURL: String, caPath: String, certificatePath: String? = nil, keyPath: String? = nil,
        expectedNodeIDs: [RecordID], connectTimeoutMilliseconds: Int = 20_000, lowSpeedBytesPerSecond: Int = 50,
        lowSpeedSeconds: Int = 60, userAgent: String = "tingsu", proxy: ProxyChoice = .environment
    ) {
        self.baseURL = baseURL
        self.caPath = caPath
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        self.expectedNodeIDs = expectedNodeIDs
        self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
        self.lowSpeedBytesPerSecond = lowSpeedBytesPerSecond
        self.lowSpeedSeconds = lowSpeedSeconds
        self.userAgent = userAgent
        self.proxy = proxy
    }

    /// Refuses settings that would make every request fail, or an unlimited wait out of a wrong number.
    func validate() throws(PeerTransportError) {
        if expectedNodeIDs.isEmpty {
            throw .invalidConfiguration("no node id is expected of \(baseURL); name the upstream's node id")
        }
        if caPath.isEmpty {
            throw .invalidConfiguration("no county CA file is named; without it no server can be trusted")
        }
        if (certificatePath == nil) != (keyPath == nil) {
            throw .invalidConfiguration("a client certificate and its key must be named together")
        }
        for (name, value) in [
            ("connect time-out in milliseconds", connectTimeoutMilliseconds),
            ("low speed limit in bytes per second", lowSpeedBytesPerSecond),
            ("low speed time in seconds", lowSpeedSeconds),
        ] where !(1...Int(Int32.max)).contains(value) {
            throw .invalidConfiguration("\(name) is \(value); give a number from 1 to \(Int32.max)")
        }
        let texts = [caPath, certificatePath, keyPath, userAgent].compactMap(\.self)
        for text in texts where text.utf8.contains(where: { $0 < 0x20 }) {
            throw .invalidConfiguration("\(text.debugDescription) has a control character")
        }
    }
}
