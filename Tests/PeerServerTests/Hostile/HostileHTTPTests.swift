import Identity
import Logging
import PeerServer
import PeerTransport
import Replication
import Testing
import WireProtocol

/// What is no HTTP of ours, over TLS that is: the server answers with a 4xx or hangs up, and serves the next one.
@Suite(.timeLimit(.minutes(2)))
struct HostileHTTPTests {
    struct Words: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        /// The codes that may come before the end; none at all is a connection cut.
        let statuses: [Int]

        var testDescription: String { name }
    }

    private static let exchange = "POST /v1/exchange HTTP/1.1\r\nHost: hub\r\nContent-Type: \(Frame.contentType)\r\n"

    static let words: [Words] = [
        Words(name: "no HTTP", text: String(repeating: "\u{1}\u{2}\u{3}\u{4}", count: 1_000), statuses: [400]),
        Words(name: "HTTP/2", text: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", statuses: [400, 404, 505]),
        Words(name: "unknown method", text: "BREW /v1/exchange HTTP/1.1\r\nHost: hub\r\n\r\n", statuses: [400, 405]),
        Words(name: "unknown version", text: "GET /v1/health HTTP/9.9\r\nHost: hub\r\n\r\n", statuses: [400, 505]),
        Words(
            name: "head without end", text: "GET /v1/health HTTP/1.1\r\nX: " + String(repeating: "a", count: 100_000),
            statuses: [400, 431]),
        Words(
            name: "too many fields",
            text: "GET /v1/health HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 500) + "\r\n",
            statuses: [400, 431]),
        Words(
            name: "path without end", text: "GET /" + String(repeating: "a", count: 1_000_000), statuses: [400, 414]),
        Words(name: "length below zero", text: exchange + "Content-Length: -1\r\n\r\n", statuses: [400, 403]),
        Words(name: "length of letters", text: exchange + "Content-Length: many\r\n\r\n", statuses: [400]),
        Words(
            name: "two lengths", text: exchange + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nTS\u{1}\u{0}x",
            statuses: [400]),
        Words(
            name: "length and chunks",
            text: exchange + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            statuses: [400, 403]),
        Words(
            name: "chunk of letters", text: exchange + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", statuses: [400, 403]),
        Words(
            name: "endless chunk",
            text: exchange + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", statuses: [400, 403]),
        Words(name: "line break in a field", text: exchange + "X: a\rb\r\n\r\n", statuses: [400]),
        Words(name: "zero byte in a field", text: exchange + "X: a\u{0}b\r\n\r\n", statuses: [400]),
    ]

    @Test(arguments: words) func wordsThatAreNoRequestEndInA4xxOrACut(words: Words) async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let pair = DeviceKeyPair.generate()
        try await center.admit([pair.key])
        let before = try await center.fingerprint
        var configuration = try county.serverConfiguration()
        // What waits for more than comes ends with the idle time.
        configuration.idleTimeoutSeconds = 1
        try await ServerRun.with(county, center, configuration) { server in
            for paths in [nil, try county.credentials(of: pair)] {
                let client = try await HostileClient(port: server.port, of: county, paths: paths)
                client.send(words.text)
                let answer = await client.untilClosed()
                let status = answer.isEmpty ? nil : Int(answer.split(separator: " ").dropFirst().first ?? "")
                #expect(answer.isEmpty || words.statuses.contains(status ?? 0), "\(answer.prefix(200))")
            }
            #expect(await center.exchangeCount == 0)
            #expect(try await center.fingerprint == before)
            let device = try ServerDevice(pair, of: county, port: server.port)
            #expect(try await device.sync().step == .complete)
        }
    }

    /// A head that comes byte by byte, as slow-loris sends it, is cut off although the line is never silent.
    @Test func aDribbledHeadIsCutOff() async throws {
        let county = try ServerCounty()
        var configuration = try county.serverConfiguration()
        configuration.idleTimeoutSeconds = 1
        try await ServerRun.with(county, try ServerCenter(county), configuration) { server in
            let client = try await HostileClient(port: server.port, of: county)
            client.dribble(
                Array(("GET /v1/health HTTP/1.1\r\nX: " + String(repeating: "a", count: 10_000)).utf8),
                everyMilliseconds: 50)
            #expect(await client.untilClosed().isEmpty)
        }
    }

    /// So is a body, with the code that says why: it is never silent, and no line that works is so slow.
    @Test func aDribbledBodyIsRefusedAsTooSlow() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let pair = DeviceKeyPair.generate()
        try await center.admit([pair.key])
        var configuration = try county.serverConfiguration()
        configuration.bodyPatienceSeconds = 1
        try await ServerRun.with(county, center, configuration) { server in
            for (path, paths) in [("/v1/exchange", try county.credentials(of: pair)), ("/v1/enrol", nil)] {
                let client = try await HostileClient(port: server.port, of: county, paths: paths)
                client.send(
                    "POST \(path) HTTP/1.1\r\nHost: hub\r\nContent-Type: \(Frame.contentType)\r\n"
                        + "Content-Length: 10000\r\n\r\n")
                client.dribble([UInt8](repeating: 0x54, count: 200), everyMilliseconds: 50)
                #expect(await client.hears("too_slow"))
                #expect(client.text.hasPrefix("HTTP/1.1 408 "), "\(client.text.prefix(200))")
                client.close()
            }
            #expect(try await ServerDevice(pair, of: county, port: server.port).sync().step == .complete)
        }
    }

    /// A body that is refused is read for a while, so that its client hears why; one that never ends is cut.
    @Test func aRefusedBodyWithoutEndIsCutOff() async throws {
        let county = try ServerCounty()
        let log = ServerLog()
        try await ServerRun.with(
            county, try ServerCenter(county), logger: Logger(label: "server-test") { _ in log }
        ) { server in
            let client = try await HostileClient(port: server.port, of: county)
            client.send(
                "POST /v1/exchange HTTP/1.1\r\nHost: hub\r\nContent-Type: \(Frame.contentType)\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n")
            let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 0, count: 1 << 20) + Array("\r\n".utf8)
            for _ in 0..<64 { client.send(chunk) }
            let answer = await client.untilClosed()
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 403 "), "\(answer.prefix(200))")
        }
        #expect(log.lines.contains { $0.message == "connection closed: its refused body does not end" })
    }

    /// An answer that nobody takes does not stay in memory. It is 6 MB of bytes that do not compress: Linux holds 4 MB at
    /// most for a connection, by default, and the rest would be the server's.
    @Test func aClientThatDoesNotReadItsAnswerIsCutOff() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let pairs = [DeviceKeyPair.generate(), .generate()]
        try await center.admit(pairs.map(\.key))
        let log = ServerLog()
        var configuration = try county.serverConfiguration()
        configuration.idleTimeoutSeconds = 1
        let logger = Logger(label: "server-test") { _ in log }
        try await ServerRun.with(county, center, configuration, logger: logger) { server in
            let writer = try ServerDevice(pairs[0], of: county, port: server.port)
            let reader = try ServerDevice(pairs[1], of: county, port: server.port)
            for device in [writer, reader] { try await device.sync() }
            // As much as the asker's budget, and a unit beyond it, which travels whole.
            for _ in 1...41 { try writer.replica.recordNoise(count: 1, bytesEach: 100_000) }
            try writer.replica.recordNoise(count: 20, bytesEach: 100_000)
            try await writer.sync()
            // The reader knows that there is more, and asks for all of it at once.
            let all = try writer.replica.storage.read {
                try writer.replica.engine.vector(of: ServerReplica.village, in: $0)
            }
            try reader.replica.storage.write {
                $0.setUpstreamReport(UpstreamReport(vector: all, receivedAt: 0), of: ServerReplica.village)
            }
            var session = ExchangeSession(batchBytes: Limits.batchBytes)
            let frame = try reader.nextFrame(&session)
            let head =
                "POST /v1/exchange HTTP/1.1\r\nHost: hub\r\nContent-Type: \(Frame.contentType)\r\n"
                + "Content-Length: \(frame.count)\r\n\r\n"
            let client = try await HostileClient(
                port: server.port, of: county, paths: try county.credentials(of: pairs[1]), readsOnce: true)
            client.send(Array(head.utf8) + frame)
            await log.line("connection closed: its answer is not read")
            client.close()
            #expect(try await reader.sync().step == .complete)
            #expect(reader.replica.changeIDs == writer.replica.changeIDs)
        }
    }
}
