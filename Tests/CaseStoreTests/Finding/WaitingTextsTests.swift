import CaseFile
import CaseWork
import GRDB
import ReplicaStore
import Replication
import SeedTestKit
import Testing

@testable import CaseStore

/// What waits for the index of texts is found like what stands in it, however far it has come.
@Suite struct WaitingTextsTests {
    /// Few characters, so that pairs of different words meet.
    private static let characters = Array("石仓村口量水沟Aａ1２ ，")
    private static let queries = ["石仓", "仓村", "村", "水沟", "量水", "a", "A1", "12", "石仓 水", "口量", "沟水沟", "2"]

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func whateverIsWrittenAndEnteredInAnyOrder(_ seed: UInt64) throws {
        var random = SeededStream(seed: seed)
        func text() -> String {
            String((0...random.below(14)).map { _ in random.pick(WaitingTextsTests.characters) })
        }
        let office = try Office.withVillage(key: CenterKey(), seed: seed)
        var written: [RecordKey: String] = [:]
        var withdrawn: Set<RecordKey> = []
        for step in 1...60 {
            let key = written.isEmpty ? nil : random.pick(written.keys.sorted())
            switch (random.below(10), key) {
            case (0..<3, let key?) where !withdrawn.contains(key):
                let new = text()
                _ = try office.write {
                    try $0.correct(RecordCorrection(record: key, fields: [("narrative", .string(new))]))
                }
                written[key] = new
            case (3, let key?) where !withdrawn.contains(key):
                _ = try office.write { try $0.withdraw(LifecycleEdit(record: key, reason: "记错了")) }
                withdrawn.insert(key)
            case (4, let key?) where withdrawn.contains(key):
                _ = try office.write { try $0.reinstate(LifecycleEdit(record: key, reason: "没有记错")) }
                withdrawn.remove(key)
            case (5..<7, _):
                let limit = 1 + random.below(6)
                let entered = try office.storage.write { try $0.enterWaitingTexts(limit: limit) }
                #expect(entered <= limit)
            default:
                let new = text()
                written[try office.add("visit", Self.visit(new))] = new
            }
            guard step.isMultiple(of: 6) else { continue }
            for query in WaitingTextsTests.queries {
                let found = try office.read { access in
                    try access.find(#require(SearchQuery(query)), kinds: [VisitSchema.recordKind], limit: 100)
                }
                let expected = written.filter { !withdrawn.contains($0.key) && Self.has($0.value, query) }.map(\.key)
                #expect(
                    Set(found.map(\.key)) == Set(expected) && found.count == expected.count,
                    "seed \(seed), step \(step): \(query); again: swift test --filter WaitingTextsTests")
            }
        }
        let rows = try office.projectionRows()
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try office.projectionRows() == rows, "seed \(seed)")
    }

    /// Half a county may wait; who comes then enters some, and is found like everybody.
    @Test func whoFindsTheBoundReachedEntersSome() throws {
        let office = try Office.withVillage(key: CenterKey())
        try office.storage.write { transaction in
            try transaction.database.execute(
                sql: """
                    INSERT INTO text_waiting (number, entered, stretches)
                    WITH RECURSIVE n (i) AS (SELECT 1000000 UNION ALL SELECT i + 1 FROM n LIMIT ?) SELECT i, '', ' 石仓' FROM n
                    """, arguments: [WaitingTexts.bound])
        }
        let visit = try office.add("visit", Self.visit("量水沟"))
        let left = WaitingTexts.bound + 1 - WaitingTexts.atTheBound
        #expect(try office.storage.read { try $0.waitingTextCount() } == left)
        let found = try office.read { try $0.find(#require(SearchQuery("水沟")), limit: 10) }
        #expect(found.map(\.key) == [visit])
        _ = try office.add("visit", Self.visit("石仓村"))
        #expect(try office.storage.read { try $0.waitingTextCount() } == left + 1)
    }

    private static func visit(_ narrative: String) -> TypedFields {
        [
            ("started", .string("2026-05-20 19:30")), ("mode", .string("face_to_face")),
            ("narrative", .string(narrative)),
        ]
    }

    /// Whether a text has all words of a query, read without pieces or stretches.
    private static func has(_ text: String, _ query: String) -> Bool {
        func folded(_ text: String) -> String {
            String(text.lowercased().map { $0 == "ａ" ? "a" : $0 == "２" ? "2" : $0 == "，" ? " " : $0 })
        }
        let text = folded(text)
        return folded(query).split(separator: " ").allSatisfy { word in
            if word.first.map({ "石仓村口量水沟".contains($0) }) == true { return text.contains(word) }
            // A word or a number begins where another character stands before it.
            return text.indices.contains { index in
                let isBegin = index == text.startIndex || !"a12".contains(text[text.index(before: index)])
                return isBegin && text[index...].hasPrefix(word)
            }
        }
    }
}
