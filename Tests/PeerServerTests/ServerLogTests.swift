import Identity
import Logging
import Replication
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
            #expect(!line.hasChinese, "\(line)")
        }
    }
}
