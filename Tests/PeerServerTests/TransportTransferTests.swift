import HTTPTypes
import PeerTransport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TransportTransferTests {
    @Test func aRequestAndItsAnswerArriveWhole() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try county.client(port: port)
            let body = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            var request = PeerRequest.post("/echo?part=1", body)
            request.headers = [PeerHeader(name: "X-Empty", value: ""), PeerHeader(name: "X-Full", value: "v")]
            let response = try await client.send(request)

            #expect(response.status == 200)
            #expect(response.body == body)
            #expect(response.contentType == "application/vnd.tingsu.exchange")
            #expect(response.header("etag") == "\"b\"")
            #expect(response.headers.allSatisfy { $0.name == $0.name.lowercased() })
            let arrival = try #require(arrivals.all.first)
            #expect(arrival.method == "POST")
            #expect(arrival.path == "/echo?part=1")
            #expect(arrival.bodyBytes == 70_000)
            #expect(arrival.headers[.userAgent] == "tingsu-test")
            #expect(arrival.headers[.expect] == nil)
            #expect(arrival.headers[.acceptEncoding] == nil)
            #expect(arrival.headers[.init("X-Empty")!] == "")
            #expect(arrival.headers[.init("X-Full")!] == "v")
        }
    }

    @Test func everyMethodSendsWhatItSays() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try county.client(port: port)
            var put = PeerRequest.post("/echo", [1, 2, 3])
            put.method = .put
            #expect(try await client.send(put).body == [1, 2, 3])
            #expect(try await client.send(.post("/echo", [])).body == [])
            #expect(try await client.send(.get("/echo")).contentType == "none")
            #expect(arrivals.all.map(\.method) == ["PUT", "POST", "GET"])
            #expect(arrivals.all.map(\.bodyBytes) == [3, 0, 0])
        }
    }

    @Test func requestsShareOneConnection() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try county.client(port: port)
            let first = try await client.send(.post("/echo", [1]))
            let second = try await client.send(.post("/echo", [2]))
            #expect(first.timing.openedConnection)
            #expect(first.timing.securedMicroseconds > 0)
            #expect(!second.timing.openedConnection)
            #expect(Set(arrivals.all.map(\.clientPort)).count == 1)
        }
    }

    @Test func aServerThatWasRestartedIsReachedAgain() async throws {
        let county = try TransportCounty()
        let tls = try county.tls()
        var port = 0
        var client: PeerClient?
        try await TransportServer.run(tls: tls) { found, _ in
            port = found
            client = try county.client(port: found)
            #expect(try await client?.send(.post("/echo", [1])).status == 200)
        }
        // The kept connection is dead by now; the client notices and opens another.
        try await TransportServer.run(tls: tls, port: port) { _, arrivals in
            let response = try #require(try await client?.send(.post("/echo", [2])))
            #expect(response.body == [2])
            #expect(response.timing.openedConnection)
            #expect(arrivals.all.count == 1)
        }
    }

    @Test func requestsSentTogetherAreAllAnswered() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try county.client(port: port)
            let sums = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...20 {
                    group.addTask { Int(try await client.send(.post("/echo", [UInt8(number)])).body[0]) }
                }
                return try await group.reduce(0, +)
            }
            #expect(sums == 210)
            #expect(Set(arrivals.all.map(\.clientPort)).count == 1)
        }
    }

    @Test func bytesOnTheWireAreHeadsAndBodies() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, _ in
            let client = try county.client(port: port)
            // One that goes out with its head, and one that libcurl sends in pieces.
            for count in [10, 3_000_000] {
                let response = try await client.send(.post("/echo", [UInt8](repeating: 1, count: count)))
                #expect((count + 100...count + 400).contains(response.requestBytesOnWire))
                #expect((count + 50...count + 400).contains(response.responseBytesOnWire))
            }
        }
    }

    @Test func progressGrowsToTheWholeBody() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, _ in
            let client = try county.client(port: port)
            let seen = SharedProgress()
            _ = try await client.send(.post("/echo", [UInt8](repeating: 1, count: 500_000))) { now in
                seen.append(now)
            }
            let all = seen.all
            #expect(all.last?.bytesSent == 500_000)
            #expect(all.last?.bytesReceived == 500_000)
            #expect(all.allSatisfy { $0.bytesToSend == 500_000 })
            #expect(zip(all, all.dropFirst()).allSatisfy { $0.bytesSent <= $1.bytesSent && $0 != $1 })
        }
    }

    @Test func aRedirectIsHandedBackAndNotFollowed() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let response = try await county.client(port: port).send(.get("/redirect"))
            #expect(response.status == 302)
            #expect(response.header("location") == "/echo")
            #expect(arrivals.all.map(\.path) == ["/redirect"])
        }
    }

    @Test func aBusyServerSaysWhenToReturn() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, _ in
            let response = try await county.client(port: port).send(.post("/busy", [1]))
            #expect(response.status == 503)
            #expect(response.retryAfterSeconds == 17)
        }
    }

    @Test(arguments: ["/size/100000", "/chunked/100000"])
    func anAnswerAboveTheLimitIsRefused(path: String) async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, _ in
            let client = try county.client(port: port)
            let refused = await failure(of: client, .get(path, maxResponseBytes: 99_999))
            #expect(refused == .responseTooLarge(limit: 99_999))
            // The limit itself is allowed, and the client works on after a refusal.
            #expect(try await client.send(.get(path, maxResponseBytes: 100_000)).body.count == 100_000)
        }
    }
}

/// Progress reports in their order, taken on the client's queue.
private final class SharedProgress: Sendable {
    private let list = Mutex<[TransferProgress]>([])

    var all: [TransferProgress] { list.withLock { $0 } }

    func append(_ progress: TransferProgress) {
        list.withLock { $0.append(progress) }
    }
}
