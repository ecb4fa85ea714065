import Identity
import Logging
import Replication
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ServerLogTests {
    /// A10.
    @Test func theLogHasCountsAndIdsAndNothingOfThePeople() async throws {
        let log = ServerLog()
        var peer: RecordID?
        try await ServerVillage.with(logger: Logger(label: "server-test") { _ in log }) { village in
            let device = village.devices[0]
            peer = device.replica.pair.key.device
            try await device.sync()
            try device.replica.recordVisits(3)
            try await device.sync()
        }
        let answers = log.lines.filter { $0.message == "exchange answered" }
        let last = try #require(answers.last?.metadata)
        #expect(last["peer"] == "\(try #require(peer))")
        #expect(last["changes_received"] == "3")
        #expect(last["changes_sent"] == "0")
        #expect(Set(answers.map(\.message)).count == 1)
        for line in log.lines {
            #expect(!line.hasChinese, "\(line)")
        }
    }
}
