import Dispatch
import PeerTransport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TransportFailureTests {
    @Test func aConnectionCutInMidAnswerIsNotAnAnswer() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, _ in
            let client = try county.client(port: port)
            let error = await failure(of: client, .get("/cut"))
            #expect(error?.code == "connection-cut")
            #expect(error?.isTransient == true)
            #expect(try await client.send(.post("/echo", [5])).body == [5])
        }
    }

    /// The server never answers: that the transfer ends is the cancellation's doing.
    @Test func cancellationEndsAStalledTransfer() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try county.client(port: port)
            let transfer = Task { await failure(of: client, .post("/stall", [1])) }
            await arrivals.next()
            transfer.cancel()
            // The server never answers: only the cancellation can end this, well before the low-speed limit.
            #expect(await transfer.value == .cancelled)
            #expect(try await client.send(.post("/echo", [5])).body == [5])
        }
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try county.client(port: port)
            let gate = AsyncStream<Void>.makeStream()
            let transfer = Task {
                for await _ in gate.stream {}
                return await failure(of: client, .post("/echo", [1]))
            }
            transfer.cancel()
            gate.continuation.finish()
            #expect(await transfer.value == .cancelled)
            #expect(arrivals.all.isEmpty)
        }
    }

    @Test func aSilentServerIsGivenUp() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, _ in
            let client = try county.client(port: port) {
                $0.lowSpeedBytesPerSecond = 10
                $0.lowSpeedSeconds = 1
            }
            let error = await failure(of: client, .get("/stall"))
            #expect(error == .lineTooSlow(bytesPerSecond: 10, seconds: 1))
            #expect(error?.isTransient == true)
        }
    }

    @Test func aClosedPortIsToldFromASilentOne() async throws {
        let county = try TransportCounty()
        var freed = 0
        try await TransportServer.run(tls: try county.tls()) { port, _ in freed = port }
        let error = await failure(of: try county.client(port: freed), .get("/echo"))
        #expect(error?.code == "cannot-connect")
        #expect(error?.isTransient == true)
    }

    @Test func aHandshakeThatNeverEndsIsAConnectTimeout() async throws {
        let county = try TransportCounty()
        // The kernel accepts for this listener; nobody ever reads.
        let listener = try TransportSilentListener()
        let client = try county.client(port: listener.port) { $0.connectTimeoutMilliseconds = 300 }
        let error = await failure(of: client, .get("/echo"))
        #expect(error == .connectTimeout(milliseconds: 300))
    }

    @Test func aServerWithoutTLSIsNotSpokenTo() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: nil) { port, arrivals in
            let error = await failure(of: try county.client(port: port), .post("/echo", [1]))
            #expect(error?.code == "handshake-failed")
            #expect(arrivals.all.isEmpty)
        }
    }

    @Test func aProxyThatRefusesIsNamedAsTheProxy() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: nil) { port, _ in
            let proxy = try ProxyServer("http://127.0.0.1:\(port)")
            let client = try county.client(port: port) {
                $0.baseURL = "https://upstream.invalid"
                $0.proxy = .server(proxy)
            }
            let error = await failure(of: client, .get("/echo"))
            #expect(error?.code == "proxy-refused")
        }
    }

    @Test func anUnknownNameIsNamed() async throws {
        let county = try TransportCounty()
        let client = try county.client(port: 1) { $0.baseURL = "https://upstream.invalid" }
        #expect(await failure(of: client, .get("/echo")) == .cannotResolve(host: "upstream.invalid"))
    }

    @Test(
        arguments: [
            ("OpenSSL SSL_read: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0", 116),
            ("OpenSSL SSL_read: error:0A000418:SSL routines::tlsv1 alert unknown ca, errno 0", 48),
            ("error:0A000126:SSL routines::unexpected eof while reading", nil),
            ("error:02000418:system library", nil),
            ("error:zz", nil),
            ("Recv failure: Connection reset by peer", nil),
        ] as [(String, Int?)])
    func anAlertIsReadFromOpenSSLsCode(sentence: String, number: Int?) {
        #expect(TLSAlert(errorSentence: sentence)?.number == number)
    }
}
