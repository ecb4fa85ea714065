import CaseFile
import CaseWork
import Replication
import Testing
import WireProtocol

/// Since when a machine is silent. The office is the machine; the center is another that looks at it.
@Suite struct BoardReadingTests {
    private let codec = ProtobufChangeCodec()
    private let machine: CenterKey
    private let center: DeviceKey
    private let office: Office

    init() throws {
        machine = try CenterKey()
        center = try CenterKey().key
        office = try .withVillage(key: machine)
        let draft = DirectoryDraft(codec: codec, author: Office.zhang)
        try office.saveRaw(
            [
                draft.device(
                    machine.key, name: "一村甲机", role: "device", area: Office.villageArea, people: [Office.zhang]),
                draft.device(center, name: "县中心", role: "center", area: Office.villageArea, people: []),
                draft.grant(
                    RecordID(rawValue: 0x31), device: machine.key.device, scope: Office.village, mayWrite: true),
            ], in: .directory)
    }

    private func board(on date: String) throws -> Board.Row {
        try office.look(as: center) { access in
            let board = try access.board(on: try #require(CivilDate(date))) { _ in
                Board.Contact(at: nil, logs: [], program: nil, failure: nil)
            }
            return try #require(board.devices.count == 1 ? board.devices[0] : nil)
        }
    }

    private func signReturn(of date: String, visits: Int64 = 2) throws {
        let day = try #require(CivilDate(date))
        let key = try office.look(as: center) { access in
            let device = try #require(access.directory.devices.first { $0.id == machine.key.device })
            return try #require(access.dayReturnKey(of: device, on: day))
        }
        let values: [(RegisterNumber, Value)] = [
            (DayReturnSchema.date, .date(day)), (DayReturnSchema.visits, .integer(visits)),
        ]
        try office.saveRaw([
            ChangeDraft(
                kind: key.kind, record: key.id, author: Office.zhang, supersedes: [],
                writes: values.map { .init(register: $0.0, value: codec.encode($0.1)) })
        ])
    }

    @Test func silenceBeginsOnTheDayAfterTheLastReturn() throws {
        for day in ["2026-05-18", "2026-05-20"] { try signReturn(of: day) }
        let row = try board(on: "2026-06-20")
        #expect(row.state == .silent && row.silentSince == "2026-05-21")
        #expect(try board(on: "2026-05-20").state == .returned)
        // The day before that a day was left out.
        #expect(try board(on: "2026-05-19").silentSince == "2026-05-19")
    }

    /// What was recorded last is known even where no return is within reach: on 1 June by the machine's clock.
    @Test func aReturnOfLongAgoGivesWayToWhatWasHeardLast() throws {
        try signReturn(of: "2026-05-20")
        #expect(try board(on: "2026-07-19").silentSince == "2026-05-21")
        let row = try board(on: "2026-07-20")
        #expect(row.state == .silent && row.silentSince == "2026-06-01")
    }

    @Test func aMachineThatNeverReturnedIsSilentSinceItsLastWriting() throws {
        #expect(try board(on: "2026-06-20").state == .never)
        try office.write {
            _ = try $0.create(RecordDraft(kind: "household", fields: [("address", .string("3组"))]), in: Office.village)
        }
        let row = try board(on: "2026-06-20")
        #expect(row.state == .silent && row.silentSince == "2026-06-01")
    }
}
