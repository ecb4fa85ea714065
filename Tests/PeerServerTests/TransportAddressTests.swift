import PeerTransport
import Replication
import Testing

@Suite struct TransportAddressTests {
    private func configuration(_ baseURL: String) -> PeerClientConfiguration {
        PeerClientConfiguration(
            baseURL: baseURL, caPath: "/nowhere/ca.pem", expectedNodeIDs: [TransportCounty.upstream], proxy: .direct)
    }

    @Test(arguments: [
        "", "hub", "http://hub", "HTTP://127.0.0.1", "ftp://hub", "file:///etc/passwd", "https://", "https:///x",
        "https://user@hub", "https://user:word@hub", "https://hub?x=1", "https://hub#x", "https://hub:99999",
        "https://hub:port", "https://hub\n", "https:// hub", "https://[::1", "https://hub\u{0}.example",
    ])
    func anAddressThatIsNotPlainHTTPSIsRefused(value: String) {
        do throws(PeerTransportError) {
            _ = try PeerClient(configuration: configuration(value))
            Issue.record("accepted \(value.debugDescription)")
        } catch {
            #expect(error.code == "invalid-url")
            #expect(error.description.contains(value.debugDescription))
        }
    }

    @Test(arguments: [
        "https://hub", "https://hub:8443", "https://hub.example/tingsu/", "https://192.168.1.2:8443",
        "https://[::1]:8443",
        "HTTPS://HUB",
    ])
    func anHTTPSAddressIsTaken(value: String) throws {
        _ = try PeerClient(configuration: configuration(value))
    }

    @Test(arguments: [
        "", "v1/exchange", "//evil", "/v1/../x", "/v1/./x", "/a b", "/a\r\nHost: b", "/a#b", "/a\\b", "/文",
    ])
    func aPathThatLeadsElsewhereIsRefused(path: String) async throws {
        let client = try PeerClient(configuration: configuration("https://127.0.0.1:1"))
        #expect(await failure(of: client, .get(path))?.code == "invalid-url")
    }

    @Test func theBasePathStandsBeforeTheRequestPath() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try county.client(port: port) { $0.baseURL += "/tingsu/" }
            #expect(try await client.send(.get("/v1/exchange?x=%2e")).status == 404)
            #expect(arrivals.all.map(\.path) == ["/tingsu/v1/exchange?x=%2e"])
        }
    }

    @Test(arguments: [
        PeerHeader(name: "A\r\nB", value: "x"), PeerHeader(name: "", value: "x"), PeerHeader(name: "A:", value: "x"),
        PeerHeader(name: "A", value: "x\r\nB: y"), PeerHeader(name: "A", value: "x\u{0}"),
    ])
    func aHeaderCannotBringOthersWithIt(header: PeerHeader) async throws {
        let client = try PeerClient(configuration: configuration("https://127.0.0.1:1"))
        var request = PeerRequest.get("/echo")
        request.headers = [header]
        #expect(await failure(of: client, request)?.code == "invalid-request")
    }

    @Test func settingsThatCannotWorkAreRefused() {
        let faults: [@Sendable (inout PeerClientConfiguration) -> Void] = [
            { $0.expectedNodeIDs = [] }, { $0.caPath = "" }, { $0.keyPath = "/x" }, { $0.certificatePath = "/x" },
            { $0.connectTimeoutMilliseconds = 0 }, { $0.lowSpeedSeconds = -1 }, { $0.lowSpeedBytesPerSecond = 0 },
            { $0.userAgent = "a\r\nB: c" },
        ]
        for fault in faults {
            var configuration = configuration("https://hub")
            fault(&configuration)
            #expect(throws: PeerTransportError.self) { try PeerClient(configuration: configuration) }
        }
    }
}
