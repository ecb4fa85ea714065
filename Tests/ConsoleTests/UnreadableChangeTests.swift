import CaseFile
import CaseWork
import Foundation
import Node
import Testing

@testable import Replication

/// A change that only a newer program can read is kept, and costs nobody a page.
@Suite struct UnreadableChangeTests {
    @Test func theBoardIsShownWhereTheNewestChangeOfAMachineCannotBeRead() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            let household = Array(repeating: VillageMachine.unreadableBody(1), count: 1)
            try await machine.deliver(household, to: pages)
            let browser = try await pages.signedIn()
            let board = try await browser.get("/board")
            #expect(board.status == 200 && board.text.contains("一村甲机"))
            let page = try await browser.get(machine.path)
            #expect(page.status == 200 && page.text.contains("收到 1–1"))
        }
    }

    /// The day's count reads this machine's own log back to the morning.
    @Test func theFirstPageIsShownWhereTheNewestChangesOfThisMachineCannotBeRead() async throws {
        try await PagesOfACenter.run { pages in
            let (administrator, village) = (try await pages.administrator, try await pages.village)
            _ = try await NodePages(node: pages.node).record(as: administrator) { access, writing in
                guard let own = access.thisDevice, let area = village.area else { return }
                _ = try writing.save(
                    [
                        .correct(
                            RecordCorrection(
                                record: RecordKey(scope: .directory, kind: DirectorySchema.deviceKind, id: own.id),
                                fields: [("role", .string("device")), ("area", .string(area.description))]))
                    ], in: .directory)
            }
            let browser = try await pages.signedIn()
            #expect(try await browser.get("/").text.contains("今天在这台机器上没有记走访"))
            // More than the first look back at the log.
            try await pages.node.write { engine, transaction, environment in
                _ = try engine.appendOwn(
                    (0..<150).map { LogEntry(body: VillageMachine.unreadableBody($0)) }, in: village.number,
                    transaction, environment: environment)
            }
            let home = try await browser.get("/")
            #expect(home.status == 200 && home.text.contains("今天在这台机器上没有记走访"))
        }
    }
}
