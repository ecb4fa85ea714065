import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

/// 四句话原则: whoever thinks of one of the four does not undo the others.
@Suite struct CaseAnalysisTests {
    private func texts(_ office: Office, _ file: RecordKey) throws -> [String?] {
        let view = try office.view(file)
        return CasePrinciple.allCases.map { $0.text(in: view) }
    }

    @Test func whatIsNotGivenStaysAndABlankEmptiesOne() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        _ = try office.write { try $0.analyse(file, [.history: "1998年批文没有落实", .law: "可按原办法补发"]) }
        #expect(try texts(office, file) == ["1998年批文没有落实", nil, "可按原办法补发", nil])
        _ = try office.write(as: Office.li) { try $0.analyse(file, [.reality: "老人要住院", .law: " "]) }
        #expect(try texts(office, file) == ["1998年批文没有落实", "老人要住院", nil, nil])
        _ = try office.write { try $0.analyse(file, [.history: "", .reality: ""]) }
        #expect(try office.view(file).shown(CaseSchema.principles) == .none)
    }

    @Test func whatStandsThereIsNotWrittenAgain() throws {
        let office = try Office.withVillage()
        let file = try office.quietCase()
        #expect(try office.write { try $0.analyse(file, [.reason: "邻里都看着"]) } != nil)
        #expect(try office.write { try $0.analyse(file, [.reason: " 邻里都看着\n"]) } == nil)
        #expect(throws: CaseWorkError.nothingToWrite(file)) { try office.write { try $0.analyse(file, [:]) } }
        #expect(throws: CaseWorkError.self) {
            try office.write { try $0.analyse(file, [.law: String(repeating: "法", count: 1001)]) }
        }
    }

    @Test func aDisputedAnalysisIsSettledByWhoHasSeenIt() throws {
        let key = try CenterKey()
        let office = try Office.withVillage(key: key)
        let other = try Office(key: key, seed: 2)
        let file = try office.quietCase()
        try other.take(from: office)
        _ = try office.write { try $0.analyse(file, [.law: "能办"]) }
        _ = try other.write { try $0.analyse(file, [.law: "不能办"]) }
        try office.take(from: other)
        #expect(throws: CaseWorkError.self) { try office.write { try $0.analyse(file, [.law: "能办"]) } }
        let seen = try office.view(file).seen
        _ = try office.write { try $0.analyse(file, [.law: "能办"], seen: seen) }
        let view = try office.view(file)
        #expect(!view.isDisputed)
        #expect(try texts(office, file)[2] == "能办")
    }
}
