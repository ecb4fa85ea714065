import CaseFile
import CaseStore
import CaseWork
import Foundation
import Logging
import ReplicaStore
import Testing

@testable import Node

@Suite struct TextIndexServiceTests {
    private static let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    @Test func whatWasWrittenIsEnteredOnceNobodyWrites() async throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("index-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        let node = try await CenterSetup(
            county: "永丰县", isTraining: true, listen: .init(host: "127.0.0.1", port: 0), administrator: "王主任"
        ).run(in: NodeFolder(path: root + "/data", witnessPath: root + "/witness"), logger: Self.logger)
        _ = try await ImportAreasCommand(
            file: Data("code,name,parent\n360825,永丰县,\n360825105,藤田镇,360825\n".utf8), isDryRun: false
        ).run(on: node)
        func waiting() async throws -> Int {
            try await node.read { _, transaction in try transaction.waitingTextCount() }
        }
        func recordHouseholds(_ count: Int) async throws {
            _ = try await SaveRecordsCommand(
                records: (1...count).map {
                    .init("household", fields: [TypedField("address", .string("石仓村\($0)号"))])
                }, area: "藤田镇", speaker: Speaker()
            ).run(on: node)
        }
        var turn = TextIndexService.Turn()
        while try await turn.look(at: node) > 0 {}
        try await recordHouseholds(600)
        #expect(try await waiting() >= 600)
        // Somebody wrote since the last look, and may go on.
        #expect(try await turn.look(at: node) == 0)
        #expect(try await turn.look(at: node) >= 600)
        #expect(try await waiting() == 0)
        #expect(try await turn.look(at: node) == 0)
        try await node.close()
    }
}
