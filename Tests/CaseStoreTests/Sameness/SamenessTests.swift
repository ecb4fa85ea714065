import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication
import Testing

@Suite struct SamenessTests {
    private struct Person {
        var name: String
        var birth: String?
        var number: String?
        var phone: String?
        var home: String?
    }

    /// An office that knows these people; answers their records in order.
    private func office(_ people: [Person]) throws -> (office: Office, keys: [RecordKey]) {
        let office = try Office.withVillage(key: CenterKey())
        let homes = Set(people.compactMap(\.home)).sorted()
        let saved = try office.write {
            try $0.save(
                homes.map {
                    .create(RecordDraft(kind: "household", localName: $0, fields: [("address", .string($0))]))
                }
                    + people.enumerated().map { index, person in
                        var fields: TypedFields = [("name", .string(person.name))]
                        if let birth = person.birth { fields.append(("birth", .string(birth))) }
                        if let number = person.number {
                            fields.append(("identity", .object([("number", .string(number))])))
                        }
                        if let phone = person.phone { fields.append(("phone", .string(phone))) }
                        if let home = person.home {
                            fields.append(("household", .object([("household", .string("@\(home)"))])))
                        }
                        return .create(RecordDraft(kind: "person", localName: "p\(index)", fields: fields))
                    }, in: Office.village)
        }
        return (office, saved.filter { $0.localName?.hasPrefix("p") == true }.map(\.key))
    }

    private func proposals(_ office: Office, _ kind: RecordKind = PersonSchema.recordKind) throws -> [SameProposal] {
        try office.read { try $0.likelySame(of: kind) }
    }

    @Test func oneNumberIsOnePersonUnderWhateverName() throws {
        let (office, keys) = try office([
            Person(name: "邹阿福", number: "360899196403120010"), Person(name: "周福", number: "３６０８９９１９６４０３１２００１０"),
        ])
        let found = try proposals(office)
        #expect(found.map { Set([$0.first, $0.second]) } == [Set(keys)])
        #expect(found.first?.likeness.reasons == [.identity])
    }

    @Test(arguments: [
        ("章强", "张强", "1964-03-12", "1964-03-12"), ("邹阿福", "邹福", "1964-03-12", "1964-03-12"),
        ("邹阿福", "邹啊福", "1964-03-12", "1964-03-12"), ("李红", "李红", nil, "1980-05-20"), ("李 红", "李红", nil, nil),
    ])
    func namesThatAreHeardOrTypedAlikeAreProposed(
        _ one: String, _ other: String, _ birth: String?, _ otherBirth: String?
    ) throws {
        let (office, keys) = try office([Person(name: one, birth: birth), Person(name: other, birth: otherBirth)])
        #expect(try proposals(office).map { Set([$0.first, $0.second]) } == [Set(keys)])
    }

    /// Brothers, namesakes of other years, people with two numbers, and neighbours with one telephone are two.
    @Test func whatSpeaksAgainstItIsHeeded() throws {
        for pair in [
            [
                Person(name: "邹阿福", phone: "13807961234", home: "石仓村1号"),
                Person(name: "邹阿贵", phone: "13807961234", home: "石仓村1号"),
            ],
            [Person(name: "李红", birth: "1964-03-12"), Person(name: "李红", birth: "1990-01-01")],
            [Person(name: "李红", number: "360899196403120010"), Person(name: "李红", number: "360899198005200022")],
            [Person(name: "王五", phone: "13807961234"), Person(name: "刘六", phone: "13807961234")],
            [Person(name: "章强"), Person(name: "张强")],
        ] {
            let (office, _) = try office(pair)
            #expect(try proposals(office).isEmpty, "\(pair)")
        }
    }

    @Test func householdsOfOneAddressAreProposed() throws {
        let office = try Office.withVillage(key: CenterKey())
        let saved = try office.write {
            try $0.save(
                ["石仓村 17 号", "石仓村１７号", "石仓村18号"].map {
                    .create(RecordDraft(kind: "household", fields: [("address", .string($0))]))
                }, in: Office.village)
        }
        let found = try proposals(office, HouseholdSchema.recordKind)
        #expect(found.map { Set([$0.first, $0.second]) } == [Set(saved.prefix(2).map(\.key))])
    }

    @Test func aVerdictJoinsAndAnotherParts() throws {
        let (office, keys) = try office([
            Person(name: "邹阿福", birth: "1964-03-12"), Person(name: "邹阿福", birth: "1964-03-12"),
        ])
        func judge(_ first: RecordKey, _ second: RecordKey, isSame: Bool) throws {
            _ = try office.work { access, writing in
                try writing.judge(
                    SamenessVerdict(first: first, second: second, isSame: isSame, reason: "问过本人"), access)
            }
        }
        func same(_ key: RecordKey) throws -> [RecordKey] {
            try office.read { try $0.queries.registrations(ofSameAs: key) }
        }

        #expect(try same(keys[0]) == [keys[0]])
        try judge(keys[1], keys[0], isSame: true)
        #expect(try proposals(office).isEmpty)
        #expect(try same(keys[0]) == [keys[1], keys[0]])
        #expect(try same(keys[1]) == [keys[1], keys[0]])
        // Both registrations are as they were.
        #expect(try office.read { try $0.record(keys[0]).isWithdrawn } == false)
        // The pair has one record, whoever names it in which order.
        try judge(keys[0], keys[1], isSame: false)
        #expect(try same(keys[0]) == [keys[0]])
        #expect(try proposals(office).isEmpty)
        let rows = try office.projectionRows()
        try StoreDoctor(office.storage).rebuildProjections()
        #expect(try office.projectionRows() == rows)
    }
}
