import CaseFile
import CaseStore
import CaseWork
import Foundation
import Replication
import Testing

/// A ledger of thousands of rows, as bad as they are: all of it comes in, once, whatever file it is in.
@Suite struct MessyLedgerTests {
    /// 5,000 with `TINGSU_LEDGER_ROWS=5000`.
    private static let rows = ProcessInfo.processInfo.environment["TINGSU_LEDGER_ROWS"].flatMap { Int($0) } ?? 300

    @Test func aMessyLedgerComesInOnce() throws {
        let ledger = MessyLedger(cases: Self.rows, seed: 7)
        let office = try Office.withVillage(key: CenterKey())
        let first = try office.importLedger(ledger.csv())
        #expect(first.cases == ledger.cases)
        #expect(first.passed.count == ledger.others)
        let (count, amount, people) = try office.read { reading in
            let cases = try reading.queries.records(ofKind: CaseSchema.recordKind)
            let amounts = try cases.map { key -> Int64 in
                guard case .integer(let cents) = try reading.record(key).shown(CaseSchema.amountInvolved) else {
                    return 0
                }
                return cents
            }
            return (
                cases.count, amounts.reduce(0, +), try reading.queries.records(ofKind: CasePartySchema.recordKind).count
            )
        }
        #expect(count == ledger.cases)
        #expect(amount == ledger.amount)
        #expect(people == ledger.people)

        let before = try office.changeIDs()
        for bytes in [try ledger.csv(), try ledger.workbook()] {
            let again = try office.importLedger(bytes)
            #expect(again.records.created.isEmpty)
            #expect(again.records.differing.isEmpty)
            #expect(again.records.present == first.records.created.count)
        }
        #expect(try office.changeIDs() == before)
    }

    @Test func twoVillagesThatImportOneLedgerMakeOneCaseOfEachRow() throws {
        let ledger = MessyLedger(cases: 40, seed: 8)
        let one = try Office.withVillage(key: CenterKey(), seed: 1)
        let other = try Office.withVillage(key: CenterKey(), seed: 2)
        let first = try one.importLedger(ledger.workbook()).records.created
        #expect(try other.importLedger(ledger.csv()).records.created == first)
    }
}
