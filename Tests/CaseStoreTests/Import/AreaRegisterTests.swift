import CaseWork
import Replication
import Testing

@Suite struct AreaRegisterTests {
    private let list = """
        code,name,parent
        360825101202,田心村,360825101
        360825101,坑田镇,360825
        360825,永丰县,
        """

    @Test func areasAndScopesAreMadeOnce() throws {
        let office = try Office.withVillage(key: CenterKey())
        let first = try office.importAreas(list)
        #expect(first.areas.map(\.name) == ["田心村", "坑田镇", "永丰县"])
        #expect(first.scopes.count == 2)
        let second = try office.importAreas(list)
        #expect(second.units.isEmpty)
        #expect(second.present == 3)
        let directory = try office.read { $0.directory }
        let village = try directory.area(meantBy: "360825101202")
        #expect(directory.path(ofArea: village.id) == "永丰县坑田镇田心村")
        #expect(try directory.scope(meantBy: "田心村").purpose == "village")
        #expect(try directory.scope(meantBy: "坑田镇").purpose == "township")
        #expect(throws: CaseWorkError.self) { try directory.scope(meantBy: "永丰县") }
    }

    @Test func wrongLinesAreRefusedTogether() throws {
        let office = try Office.withVillage(key: CenterKey())
        let error = #expect(throws: CaseWorkError.self) {
            try office.importAreas(list + "\n360825102,沿陂镇,360826\n360825,永丰县,\n360825101201,改名村,\n")
        }
        guard case .importRefused(let problems)? = error else {
            Issue.record("not refused by lines: \(String(describing: error))")
            return
        }
        #expect(problems.map(\.line) == [5, 6, 7])
    }
}
