import CaseFile
import CaseStore
import CaseWork
import Foundation
import Replication
import Testing

@Suite struct RecordImportTests {
    private let scenario = """
        {"kind":"emotion","unit":"day 1","fields":{"visit":"@v1","person":"@zou","self_before":9,"self_after":7}}
        {"kind":"visit","key":"v1","unit":"day 1","fields":{"case":"@zou-case","started":"2026-05-06 09:00","methods":["empathy","law"]}}

        {"kind":"person","key":"zou","fields":{"name":"邹某","sex":"男"}}
        {"kind":"case","key":"zou-case","fields":{"title":"邹某伤害赔偿纠纷","source":"home_visit","stage":"handling","first_received":{"name":"张干部","at":"2026-05-01 09:00"},"claim_amounts":{"claimed":600000,"documented":200000.50}}}
        {"op":"correct","kind":"case","record":"@zou-case","author":"李干部","fields":{"stage":"follow_up"},"reason":"已签协议"}
        {"op":"correct","kind":"case","record":"@zou-case","fields":{"stage":"handling"}}
        {"op":"correct","kind":"case","record":"@zou-case","fields":{"stage":"closed"}}
        {"op":"correct","kind":"case","record":"@zou-case","fields":{"stage":"handling"}}
        {"op":"withdraw","kind":"visit","record":"@v1","reason":"登记错日期"}
        """

    @Test func secondRunWritesNothing() throws {
        let office = try Office.withVillage(key: CenterKey())
        let first = try office.importLines(scenario)
        #expect(first.created.count == 4)
        #expect(first.changed.count == 2)
        #expect(first.present == 0)
        let before = try office.changeIDs()
        let second = try office.importLines(scenario)
        #expect(second.created.isEmpty)
        #expect(second.changed.isEmpty)
        #expect(second.present == 9)
        #expect(try office.changeIDs() == before)
    }

    @Test func linesMeanWhatTheySay() throws {
        let office = try Office.withVillage(key: CenterKey())
        let outcome = try office.importLines(scenario)
        let key = try #require(outcome.created.first { $0.kind == CaseSchema.recordKind })
        let view = try office.view(key)
        #expect(view.shown(CaseSchema.stage) == .code("handling"))
        #expect(
            view.shown(CaseSchema.claimAmounts)
                == .group([GroupMember(1, .integer(60_000_000)), GroupMember(2, .integer(20_000_050))]))
        let history = try office.read { try $0.history(of: key) }
        #expect(history.count == 5)
        #expect(history.contains { $0.author == Office.li && $0.note == "已签协议" })
    }

    @Test func badLineImportsNothing() throws {
        let office = try Office.withVillage(key: CenterKey())
        let before = try office.changeIDs()
        let bad = [
            (#"{"kind":"person","fields":{"name":"甲","sex":"不明"}}"#, "性别"),
            (#"{"kind":"person","fields":{"nom":"甲"}}"#, "nom"),
            (#"{"kind":"visit","fields":{"case":"@nobody","started":"2026-05-06 09:00"}}"#, nil),
            (#"{"kind":"person","fields":{"name":"甲"},"colour":"red"}"#, "colour"),
            (#"{"op":"delete","kind":"person","fields":{"name":"甲"}}"#, "op"),
            (#"{"kind":"person","fields":{}}"#, "姓名"),
            (#"not json"#, nil),
            (#"{"kind":"person","fields":{"name":"甲"},"author":"王五"}"#, nil),
        ]
        for (line, field) in bad {
            let error = #expect(throws: CaseWorkError.self) {
                try office.importLines(scenario + "\n" + line)
            }
            guard case .importRefused(let problems)? = error else {
                Issue.record("\(line) was not refused as a line: \(String(describing: error))")
                continue
            }
            #expect(problems.map(\.line) == [11], "\(line)")
            #expect(problems.first?.field == field, "\(line)")
        }
        #expect(try office.changeIDs() == before)
    }

    @Test func refusalWhileSavingImportsNothing() throws {
        let office = try Office.withVillage(key: CenterKey())
        let (before, rows) = (try office.changeIDs(), try office.projectionRows())
        // The visit is withdrawn by the line before: only the save itself can know.
        let line = #"{"op":"correct","kind":"visit","record":"@v1","fields":{"purpose":"补充"}}"#
        #expect(throws: CaseWorkError.self) { try office.importLines(scenario + "\n" + line) }
        #expect(try office.changeIDs() == before)
        #expect(try office.projectionRows() == rows)
    }

    @Test func dryRunWritesNothing() throws {
        let office = try Office.withVillage(key: CenterKey())
        let before = try office.changeIDs()
        let outcome = try office.importLines(scenario, dryRun: true)
        #expect(outcome.created.count == 4)
        #expect(try office.changeIDs() == before)
    }

    @Test func unitsAreSavedTogether() throws {
        let office = try Office.withVillage(key: CenterKey())
        let outcome = try office.importLines(scenario)
        let visit = try #require(outcome.created.first { $0.kind == VisitSchema.recordKind })
        let change = try #require(try office.read { try $0.history(of: visit) }.first)
        let emotion = try #require(outcome.created.first { $0.kind == EmotionSchema.recordKind })
        let other = try #require(try office.read { try $0.history(of: emotion) }.first)
        #expect(change.recordedAt == other.recordedAt)
        #expect(change.position.seq == other.position.seq + 1)
    }

    @Test func sameListOnTwoMachinesMakesOneRecord() throws {
        let center = try CenterKey()
        let here = try Office.withVillage(key: center, seed: 1)
        let there = try Office(key: center, seed: 2)
        try there.take(from: here)
        _ = try here.importLines(scenario)
        _ = try there.importLines(#"{"kind":"person","key":"zou","fields":{"name":"邹某","sex":"男"}}"#)
        try here.take(from: there)
        #expect(try here.read { try $0.queries.people(named: "邹某") }.count == 1)
        #expect(try here.read { try $0.conflicts() }.isEmpty)
    }
}
