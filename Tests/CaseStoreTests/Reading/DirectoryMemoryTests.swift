import CaseFile
import CaseWork
import ReplicaStore
import Replication
import Testing
import WireProtocol

/// The directory that a node keeps is the directory that stands.
struct DirectoryMemoryTests {
    private let office: Office
    private let memory = DirectoryMemory()
    private let codec = ProtobufChangeCodec()
    private let list = "code,name,parent\n360825101202,上坊村,360825101201\n"

    init() throws {
        office = try Office.withVillage(key: CenterKey())
    }

    private func areas() throws -> [String] {
        try office.storage.read { try memory.view($0, codec: codec).areas.map(\.name) }
    }

    @Test func aChangeOfTheDirectoryIsSeenAtOnce() throws {
        #expect(try areas() == ["石仓村"])
        #expect(try areas() == ["石仓村"])
        _ = try office.importAreas(list)
        #expect(try Set(areas()) == ["石仓村", "上坊村"])
    }

    /// Whoever looked within a transaction that was undone has seen what never was.
    @Test func whatWasUndoneIsForgotten() throws {
        struct Undone: Error {}
        #expect(throws: Undone.self) {
            try office.importAreas(
                list,
                beforeCommit: {
                    #expect(try memory.view($0, codec: codec).areas.count == 2)
                    throw Undone()
                })
        }
        #expect(try areas() == ["石仓村"])
    }

    /// The county's catalog follows the directory and the day, and nothing else.
    @Test func theCountysCatalogIsMadeAnewWithTheDirectoryAndTheDay() throws {
        func asked(on day: String) throws -> [Bool] {
            let county = try office.storage.read {
                try memory.county($0, codec: codec, program: .current, on: CivilDate(day))
            }
            return county.catalog.kind(named: "visit")?.registers.filter(\.isCountys).map(\.isAsked) ?? []
        }
        #expect(try asked(on: "2026-06-01") == [])
        let draft = CountyFieldDraft(kind: "visit", label: "家里种茶吗", type: "是否", from: "2026-06-03")
        _ = try office.work { access, writing in try writing.add(draft, access) }
        #expect(try asked(on: "2026-06-02") == [false])
        #expect(try asked(on: "2026-06-03") == [true])
        #expect(try asked(on: "2026-06-03") == [true])
        #expect(try asked(on: "2026-06-02") == [false])
    }
}
