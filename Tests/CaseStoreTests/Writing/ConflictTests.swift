import CaseFile
import CaseStore
import CaseWork
import Causality
import Replication
import Testing

@Suite struct ConflictTests {
    /// Two cadres of one village plan another next step while they are apart.
    private func twoOffices() throws -> (here: Office, there: Office, key: RecordKey) {
        let center = try CenterKey()
        let here = try Office.withVillage(key: center, seed: 1)
        let saved = try here.makeCase()
        let there = try Office(key: center, seed: 2)
        try there.take(from: here)
        return (here, there, saved.key)
    }

    @Test func conflictingEditsBothStandAndAreListed() throws {
        let (here, there, key) = try twoOffices()
        _ = try here.setNext(key, step: "请司法所到场", date: "2026-06-20")
        _ = try there.setNext(key, step: "先看望老人", date: "2026-06-12", as: Office.li)
        try here.take(from: there)
        try there.take(from: here)
        for office in [here, there] {
            let view = try office.view(key)
            let next = try #require(view.field(CaseSchema.next))
            #expect(next.readings.count == 2)
            #expect(view.isDisputed)
            let conflicts = try office.read { try $0.conflicts(in: [Office.village]) }
            #expect(conflicts.map(\.register) == [CaseSchema.next])
            let voices = try #require(conflicts.first).sides.flatMap(\.voices)
            #expect(Set(voices.map(\.authorName)) == ["张干部", "李干部"])
            #expect(try office.read { try $0.queries.cases(in: nil).map(\.marks.isDisputed) } == [true])
        }
        #expect(try here.projectionRows() == there.projectionRows())
    }

    @Test func disputedDateCountsAsTheEarlier() throws {
        let (here, there, key) = try twoOffices()
        _ = try here.setNext(key, step: "请司法所到场", date: "2026-06-20")
        _ = try there.setNext(key, step: "先看望老人", date: "2026-06-12", as: Office.li)
        try here.take(from: there)
        let day = try #require(CivilDate("2026-06-12"))
        let due = try here.read { try $0.due(on: day, within: 0) }
        #expect(due.map(\.item.key) == [key])
        #expect(due.map(\.state) == [.today])
        #expect(due.map(\.item.isDisputed) == [true])
    }

    @Test func disputedFieldIsRefusedWithoutToken() throws {
        let (here, there, key) = try twoOffices()
        _ = try here.setNext(key, step: "请司法所到场", date: "2026-06-20")
        _ = try there.setNext(key, step: "先看望老人", date: "2026-06-12", as: Office.li)
        try here.take(from: there)
        let before = try here.changeIDs()
        let error = #expect(throws: CaseWorkError.self) {
            try here.setNext(key, step: "第三种", date: "2026-07-01")
        }
        guard case .fieldDisputed(let field, let readings)? = error else {
            Issue.record("not the refusal of a disputed field: \(String(describing: error))")
            return
        }
        #expect(field.zhHans == "下一步")
        #expect(readings.count == 2)
        #expect(try here.changeIDs() == before)
    }

    @Test func valueThatArrivesWhileTheFormIsOpenBecomesAConflict() throws {
        let (here, there, key) = try twoOffices()
        let opened = try here.view(key).seen
        _ = try there.setNext(key, step: "先看望老人", date: "2026-06-12", as: Office.li)
        try here.take(from: there)
        let saved = try here.setNext(key, step: "请司法所到场", date: "2026-06-20", seen: opened)
        #expect(saved.disputed == [CaseSchema.next])
        let next = try #require(try here.view(key).field(CaseSchema.next))
        #expect(next.readings.count == 2)
    }

    @Test func twoWindowsOnOneNodeConflict() throws {
        let center = try CenterKey()
        let office = try Office.withVillage(key: center)
        let key = try office.makeCase().key
        let seen = try office.view(key).seen
        let first = try office.setNext(key, step: "窗口一", date: "2026-06-20", seen: seen)
        let second = try office.setNext(key, step: "窗口二", date: "2026-06-21", seen: seen)
        #expect(first.disputed.isEmpty)
        #expect(second.disputed == [CaseSchema.next])
    }

    @Test func formThatStaysOpenReplacesItsOwnSave() throws {
        let office = try Office.withVillage(key: CenterKey())
        let key = try office.makeCase().key
        let first = try office.setNext(key, step: "一", date: "2026-06-20", seen: try office.view(key).seen)
        let second = try office.setNext(key, step: "二", date: "2026-06-21", seen: first.seen)
        #expect(second.disputed.isEmpty)
        #expect(try office.view(key).isDisputed == false)
    }

    @Test func settlingKeepsTheOtherReadingInTheHistory() throws {
        let (here, there, key) = try twoOffices()
        _ = try here.setNext(key, step: "请司法所到场", date: "2026-06-20")
        let lost = try there.setNext(key, step: "先看望老人", date: "2026-06-12", as: Office.li)
        try here.take(from: there)
        let conflict = try #require(try here.read { try $0.conflicts() }.first)
        let kept = try #require(
            conflict.sides.first { side in side.voices.contains { $0.authorName == "张干部" } })
        let choice = try #require(kept.voices.first).change.description
        let settled = try here.write {
            try $0.settle(
                Settlement(
                    record: key, field: "next", choice: .reading(String(choice.prefix(12))),
                    reason: "两人商量后定", seen: conflict.seen))
        }
        #expect(settled.disputed.isEmpty)
        #expect(try here.read { try $0.conflicts() }.isEmpty)
        let history = try here.read { try $0.history(of: key) }
        let entry = try #require(history.first { $0.change == lost.change.change })
        #expect(entry.writes.map(\.outcome) == [.lost(to: [settled.change.change])])
        #expect(history.last?.note == "两人商量后定")
        try there.take(from: here)
        #expect(try there.view(key).isDisputed == false)
        #expect(try there.projectionRows() == here.projectionRows())
    }

    @Test func settlingLeavesWhatItsAuthorDidNotSee() throws {
        let (here, there, key) = try twoOffices()
        _ = try here.setNext(key, step: "一", date: "2026-06-20")
        _ = try there.setNext(key, step: "二", date: "2026-06-12", as: Office.li)
        try here.take(from: there)
        let seen = try here.view(key).seen
        _ = try there.setNext(key, step: "三", date: "2026-06-13", as: Office.li)
        try here.take(from: there)
        let settled = try here.write {
            try $0.settle(
                Settlement(
                    record: key, field: "下一步", choice: .value(.object([("step", .string("四"))])),
                    reason: "定", seen: seen))
        }
        #expect(settled.disputed == [CaseSchema.next])
    }
}
