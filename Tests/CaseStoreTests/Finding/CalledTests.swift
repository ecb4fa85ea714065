import CaseFile
import CaseStore
import CaseWork
import Replication
import Testing

/// What is meant by its whole name is found however many others have that name within theirs, and come first.
@Suite struct CalledTests {
    /// More than a list shows, all before `wanted` in their order.
    private static let others = 1_001

    private func village(_ kind: String, _ field: String, others name: String, wanted: String) throws -> (
        office: Office, wanted: RecordKey
    ) {
        let office = try Office.withVillage(key: CenterKey())
        let drafts =
            (0..<CalledTests.others).map { RecordDraft(kind: kind, fields: [(field, .string("\(name)\($0)"))]) }
            + [RecordDraft(kind: kind, fields: [(field, .string(wanted))])]
        let saved = try office.write { writing in
            try drafts.flatMap { try writing.save([.create($0)], in: Office.village) }
        }
        return (office, try #require(saved.last?.key))
    }

    private func meant(_ text: String, in office: Office, takesParts: Bool = false) throws -> RecordKey {
        try office.look(as: office.key.key) { access in
            try RecordNaming(access: access, scopes: nil, takesParts: takesParts).key(meantBy: text)
        }
    }

    @Test(arguments: [false, true]) func aHouseholdIsMeantByItsAddress(takesParts: Bool) throws {
        let (office, wanted) = try village("household", "address", others: "万石仓村3号附", wanted: "石仓村3号")
        #expect(try meant("石仓村3号", in: office, takesParts: takesParts) == wanted)
    }

    @Test func aPersonIsMeantByTheWholeName() throws {
        let (office, wanted) = try village("person", "name", others: "万王小", wanted: "王小")
        #expect(try meant("王小", in: office) == wanted)
        #expect(try office.read { try $0.queries.people(called: "王小") }.map(\.key) == [wanted])
        #expect(try office.read { try $0.queries.people(named: "王小") }.count == CaseQueries.limitDefault)
    }
}
