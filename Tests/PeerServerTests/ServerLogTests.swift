import Identity
import Logging
import Replication
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ServerLogTests {
    /// A10.
    @Test func theLogHasCountsAndIdsAndNothingOfThePeople() async throws {
        let county = try ServerCounty()
        let center = try ServerCenter(county)
        let pair = DeviceKeyPair.generate()
        try await center.admit([pair.key])
        let log = ServerLog()
        try await ServerRun.with(county, center, logger: Logger(label: "server-test") { _ in log }) { server in
            let device = try ServerDevice(pair, of: county, port: server.port)
            try await device.sync()
            try device.replica.recordVisits(3)
            try await device.sync()
        }
        let answers = log.lines.filter { $0.message == "exchange answered" }
        let last = try #require(answers.last?.metadata)
        #expect(last["peer"] == "\(pair.key.device)")
        #expect(last["changes_received"] == "3")
        #expect(last["changes_sent"] == "0")
        #expect(Set(answers.map(\.message)).count == 1)
        for line in log.lines {
            #expect(!"\(line)".contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" }, "\(line)")
        }
    }
}

/// Keeps what is logged from `info` up.
private struct ServerLog: LogHandler {
    struct Line: Sendable {
        let message: String
        let metadata: Logger.Metadata
    }

    private final class Lines: Sendable {
        let list = Mutex<[Line]>([])
    }

    private let kept = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    var lines: [Line] { kept.list.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        kept.list.withLock {
            $0.append(Line(message: event.message.description, metadata: event.metadata ?? [:]))
        }
    }
}
