import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

/// A record whose home is no place where it can live is shown once, at the last place where it can (FAILURES.md F6).
@Suite struct HomelessTests {
    /// A case with a next step and a disagreement about its risk.
    private func story() throws -> (office: Office, file: RecordKey) {
        let office = try Office.withTwoVillages()
        let file = try office.makeCase().key
        let seen = try office.view(file).seen
        for level in ["red", "yellow"] {
            _ = try office.write {
                try $0.correct(RecordCorrection(record: file, fields: [("risk", group(("level", level)))], seen: seen))
            }
        }
        return (office, file)
    }

    /// Where lists, what is due, searches and conflicts show the case.
    private func shown(_ office: Office) throws -> [[RecordKey]] {
        let due = try office.list(.all, on: "2026-06-10").views.map(\.item.key)
        let (cases, conflicts) = try office.read { reading in
            (
                try reading.queries.cases().map(\.key) + reading.queries.cases(containing: "邹某").map(\.key),
                try reading.queries.conflicts().map(\.key)
            )
        }
        let found = try [Office.village, Office.farVillage].flatMap { try office.found("伤害赔偿", in: $0) }
        return [cases, due, conflicts, found]
    }

    private func once(at key: RecordKey) -> [[RecordKey]] { [[key, key], [key], [key], [key]] }

    @Test func aHomeThatTheDirectoryDoesNotNameLeavesTheCaseWhereItWas() throws {
        let (office, file) = try story()
        try office.move(file, to: ScopeID(rawValue: 0x7777))
        #expect(try shown(office) == once(at: file))
        // Once it is named, the case is on its way there.
        try office.saveRaw(
            [
                DirectoryDraft(codec: ProtobufChangeCodec(), author: Office.zhang).scope(
                    RecordID(rawValue: 0x77), number: ScopeID(rawValue: 0x7777), area: nil, purpose: "village")
            ], in: .directory)
        try office.follow()
        #expect(
            try office.read { try $0.queries.cases().map(\.key) }
                == [Office.copy(file, in: ScopeID(rawValue: 0x7777))])
    }

    @Test func aHomeThatBecomesRestrictedGivesTheCaseBack() throws {
        let (office, file) = try story()
        try office.move(file)
        #expect(try shown(office) == once(at: Office.copy(file)))
        try office.restrictFarVillage()
        try office.follow()
        #expect(try shown(office) == once(at: file))
    }

    @Test func aHomeThatIsWithdrawnGivesTheCaseBack() throws {
        let (office, file) = try story()
        try office.move(file)
        try office.withdrawFarVillage()
        try office.follow()
        #expect(try shown(office) == once(at: file))
        // A rebuild gives the same rows.
        let rows = try office.projectionRows()
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try office.projectionRows() == rows)
    }

    /// The home is a place and held here, and nothing of the case is admitted there: a ruling holds what was brought.
    @Test func aCaseThatDidNotArriveStaysWhereItWas() throws {
        let (office, file) = try story()
        try office.write { _ = try $0.create(.person("远村的人"), in: Office.farVillage) }
        try office.move(file)
        let brought = try office.storage.read { try $0.changes(touching: Office.copy(file)) }
        #expect(!brought.isEmpty)
        for (number, change) in brought.enumerated() {
            try office.saveRaw(
                [
                    DirectoryDraft(codec: ProtobufChangeCodec(), author: Office.zhang).ruling(
                        RecordID(rawValue: 0x900 + UInt128(number)), change: change.change, of: Office.copy(file),
                        admits: false, reason: "待核")
                ], in: .directory)
        }
        #expect(try shown(office) == once(at: file))
    }

    /// From the first village to the far one, and from there to nowhere: it lives in the far one.
    @Test func theLastPlaceWhereItCanLiveShowsIt() throws {
        let (office, file) = try story()
        try office.move(file)
        try office.move(Office.copy(file), to: ScopeID(rawValue: 0x7777))
        #expect(try shown(office) == once(at: Office.copy(file)))
        // People are told, and may say where it lives.
        #expect(throws: Never.self) { try office.move(Office.copy(file), to: Office.village) }
        #expect(try shown(office) == once(at: file))
    }
}
