import CaseFile
import CaseStore
import CaseWork
import Foundation
import Replication
import Testing
import Workbook

@Suite struct PersonRegisterTests {
    private let list = """
        姓名,性别,证件号码,所在户,住址,与户主关系,联系电话,备注
        邹大山,男,360899196403120010,1号,石仓村上屋组1号,户主,13800000001,"多行
        备注"
        邹小妹,女,,1号,,子女,,
        何四,男,,2号,石仓村下屋组2号,户主,,
        外来人,,,,,,,
        """

    @Test func householdsAndPeopleAreImportedOnce() throws {
        let office = try Office.withVillage(key: CenterKey())
        let first = try office.importPeople(Data(list.utf8))
        #expect(first.created.count == 6)
        let before = try office.changeIDs()
        let second = try office.importPeople(Data(list.utf8))
        #expect(second.created.isEmpty)
        #expect(second.present == 6)
        #expect(second.differing.isEmpty)
        #expect(try office.changeIDs() == before)
        let households = try office.read { try $0.queries.households() }
        #expect(households.map(\.address) == ["石仓村上屋组1号", "石仓村下屋组2号"])
        #expect(households.allSatisfy { $0.headPerson != nil && $0.area == Office.villageArea })
        let members = try office.read { try $0.queries.members(of: households[0].key) }
        #expect(Set(members.map(\.name)) == ["邹大山", "邹小妹"])
    }

    @Test func byteOrderMarkAndCarriageReturnsDoNotMatter() throws {
        let office = try Office.withVillage(key: CenterKey())
        let windows = "\u{FEFF}" + list.replacingOccurrences(of: "\n", with: "\r\n")
        #expect(try office.importPeople(Data(windows.utf8)).created.count == 6)
        #expect(try office.importPeople(Data(list.utf8)).present == 6)
    }

    @Test func listInTheNationalEncodingIsRead() throws {
        let office = try Office.withVillage(key: CenterKey())
        #expect(try office.importPeople(GB18030.bytes(of: list)).created.count == 6)
        #expect(try office.importPeople(Data(list.utf8)).present == 6)
    }

    /// As a village keeps it: an empty sheet before it, titles above.
    private func workbook(_ lines: [[WorkbookCell]]) throws -> Data {
        let empty = WorkbookSheet(name: "封面", columns: [], rows: [])
        let people = WorkbookSheet(
            name: "人员", title: "石仓村人员名单", subtitle: "2026年6月",
            columns: ["姓名", "性别", "证件号码", "所在户", "住址", "与户主关系"].map { .init($0, width: 12) },
            rows: lines.map { .init($0) })
        return try WorkbookWriter.bytes(of: [empty, people], title: "名单", madeAt: 0)
    }

    @Test func workbookIsReadAsTheListIs() throws {
        let office = try Office.withVillage(key: CenterKey())
        #expect(try office.importPeople(Data(list.utf8)).created.count == 6)
        func line(_ cells: String) -> [WorkbookCell] {
            cells.split(separator: ",", omittingEmptySubsequences: false).map { $0.isEmpty ? .empty : .text("\($0)") }
        }
        let bytes = try workbook([
            line("邹大山,男,360899196403120010,1号,石仓村上屋组1号,户主"), line("邹小妹,女,,1号,,子女"),
            line("何四,男,,2号,石仓村下屋组2号,户主"), line("新来人,,,,,"),
        ])
        let outcome = try office.importPeople(bytes)
        #expect(outcome.created.count == 1 && outcome.differing.isEmpty)
        #expect(outcome.present == 5)
    }

    @Test func cellWhoseDigitsAreLostIsRefusedByItsPlace() throws {
        let office = try Office.withVillage(key: CenterKey())
        let bytes = try workbook([
            [.text("邹大山"), .text("男"), .integer(360_899_196_403_120_010)], [.text("合计：1人")],
        ])
        let error = #expect(throws: CaseWorkError.self) { try office.importPeople(bytes) }
        guard case .importRefused(let problems)? = error else {
            Issue.record("not refused by lines: \(String(describing: error))")
            return
        }
        #expect(problems.map(\.line) == [4, 5])
        #expect(problems.map(\.field) == ["证件号码", "姓名"])
    }

    @Test func whatStandsBesideTheColumnsIsNotPassedOver() throws {
        let office = try Office.withVillage(key: CenterKey())
        #expect(try office.importPeople(Data("姓名,性别,\n甲,男,\n".utf8)).created.count == 1)
        let error = #expect(throws: CaseWorkError.self) {
            try office.importPeople(Data("姓名,性别,\n甲,男,已搬走\n".utf8))
        }
        guard case .columnUnknown("C", _)? = error else {
            Issue.record("not refused by its column: \(String(describing: error))")
            return
        }
    }

    @Test func rowThatDiffersIsListedAndOverwritesNothing() throws {
        let office = try Office.withVillage(key: CenterKey())
        _ = try office.importPeople(Data(list.utf8))
        let before = try office.changeIDs()
        let changed = list.replacingOccurrences(of: "13800000001", with: "13800000002")
        let outcome = try office.importPeople(Data(changed.utf8))
        #expect(outcome.differing.map(\.line) == [2])
        #expect(outcome.differing.first?.registers == [PersonSchema.phone])
        #expect(try office.changeIDs() == before)
    }

    @Test func errorsNameTheLineAndNothingIsImported() throws {
        let office = try Office.withVillage(key: CenterKey())
        let before = try office.changeIDs()
        let bad =
            list + "\n" + """
                王五,男,360899196403120011,3号,,,,
                ,男,,4号,某处,,,
                何四,男,,2号,,户主,,
                """
        let error = #expect(throws: CaseWorkError.self) { try office.importPeople(Data(bad.utf8)) }
        guard case .importRefused(let problems)? = error else {
            Issue.record("not refused by lines: \(String(describing: error))")
            return
        }
        // The note in line 2 spans two lines of the file.
        #expect(problems.map(\.line) == [7, 7, 8, 9])
        #expect(problems.map(\.field) == ["所在户", "证件", "姓名", nil])
        #expect(try office.changeIDs() == before)
    }

    @Test func fileThatIsNoListIsRefused() throws {
        let office = try Office.withVillage(key: CenterKey())
        #expect(throws: CaseWorkError.fileNotText) { try office.importPeople(Data([0xFF, 0xFE, 0xFF, 0x80, 0x0A])) }
        #expect(throws: CaseWorkError.quoteUnclosed) { try office.importPeople(Data("姓名\n\"甲".utf8)) }
        #expect(throws: CaseWorkError.columnTwice("name")) { try office.importPeople(Data("姓名,name\n甲,乙".utf8)) }
        #expect(throws: CaseWorkError.columnMissing(Label("姓名", "Name"))) {
            try office.importPeople(Data("性别\n男".utf8))
        }
        #expect(throws: CaseWorkError.self) { try office.importPeople(Data("姓名,颜色\n甲,红".utf8)) }
        #expect(throws: CaseWorkError.headerMissing) { try office.importPeople(Data()) }
    }

    @Test func dryRunWritesNothing() throws {
        let office = try Office.withVillage(key: CenterKey())
        let before = try office.changeIDs()
        let outcome = try office.importPeople(Data(list.utf8), dryRun: true)
        #expect(outcome.created.count == 6)
        #expect(try office.changeIDs() == before)
    }
}
