import CaseFile
import Replication
import Testing

@Suite struct CountyCatalogTests {
    private typealias Field = CountyFieldSchema
    private typealias Code_ = CountyCodeSchema

    private let today = CivilDate(year: 2026, month: 6, day: 3)

    private func day(_ text: String) -> Value { CivilDate(text).map { .date($0) } ?? .none }

    private func field(
        _ id: UInt64, number: Int64 = 10_000, kind: String = "visit", name: String = "grows_tea",
        type: String = "boolean", isWithdrawn: Bool = false, more: [RegisterNumber: [Value]] = [:]
    ) -> CountyDefinition {
        let readings: [RegisterNumber: [Value]] = [
            Field.kind: [.text(kind)], Field.number: [.integer(number)], Field.name: [.text(name)],
            Field.label: [.text("家里种茶吗")], Field.type: [.code(type)],
        ]
        return CountyDefinition(
            id: RecordID(rawValue: UInt128(id)), isWithdrawn: isWithdrawn,
            readings: readings.merging(more) { $1 })
    }

    private func code(
        _ id: UInt64, _ code: String, _ label: String, table: String = "place_kind",
        more: [RegisterNumber: [Value]] = [:]
    ) -> CountyDefinition {
        let readings: [RegisterNumber: [Value]] = [
            Code_.table: [.text(table)], Code_.code: [.text(code)], Code_.label: [.text(label)],
        ]
        return CountyDefinition(id: RecordID(rawValue: UInt128(id)), readings: readings.merging(more) { $1 })
    }

    private func county(
        _ fields: [CountyDefinition], _ codes: [CountyDefinition] = [], on today: CivilDate?? = .none
    ) -> CountyCatalog {
        CountyCatalog(adding: fields, codes: codes, to: .current, on: today ?? self.today)
    }

    private func register(_ county: CountyCatalog, _ number: UInt32 = 10_000) -> RegisterDefinition? {
        county.catalog.kind(named: "visit")?.register(RegisterNumber(rawValue: number))
    }

    @Test func nothingAddedIsTheProgramsOwn() {
        #expect(county([]).catalog == .current)
    }

    @Test func aQuestionIsAskedFromItsFirstDayUpToItsEnd() throws {
        let bounds = [Field.from: [day("2026-06-03")], Field.until: [day("2026-06-05")]]
        let expected: [(String, CountyStanding)] = [
            ("2026-06-02", .notYet), ("2026-06-03", .inEffect), ("2026-06-04", .inEffect), ("2026-06-05", .ended),
        ]
        for (text, standing) in expected {
            let made = county([field(1, more: bounds)], on: CivilDate(text))
            #expect(made.questions.map(\.standing) == [standing], "\(text)")
            #expect(register(made)?.isAsked == (standing == .inEffect), "\(text)")
            // Read and shown on every day.
            let number = RegisterNumber(rawValue: 10_000)
            #expect(
                made.catalog.text(for: .boolean(true), of: number, in: VisitSchema.recordKind, language: .zhHans) == "是"
            )
        }
        // A clock that says no day hides nothing.
        #expect(register(county([field(1, more: bounds)], on: .some(nil)))?.isAsked == true)
    }

    @Test func everyTypeIsAType() throws {
        for type in ["text", "integer", "money", "boolean", "date"] {
            #expect(register(county([field(1, type: type)])) != nil, "\(type)")
        }
        let coded = county(
            [field(1, type: "code", more: [Field.table: [.text("county_10000")]])],
            [code(2, "well", "井水", table: "county_10000"), code(3, "tap", "自来水", table: "county_10000")])
        #expect(register(coded)?.type == .code(CodeTable.Name("county_10000")))
        let table = try #require(coded.catalog.codeTable(CodeTable.Name("county_10000")))
        #expect(table.codes.map(\.label.zhHans) == ["井水", "自来水"])
        #expect(table.label.zhHans == "家里种茶吗" && table.isOpen)
    }

    /// Every rule by which a record of the directory adds nothing, each with its reason.
    @Test func whatDoesNotFitIsIgnoredWithAReason() {
        let broken: [(CountyDefinition, CountyRefusal)] = [
            (field(1, isWithdrawn: true), .withdrawn),
            (field(1, kind: "ghost"), .unknownKind), (field(1, kind: ""), .unknownKind),
            (field(1, kind: "user"), .directoryKind), (field(1, kind: "county_field"), .directoryKind),
            (field(1, number: 9_999), .numberOutOfRange), (field(1, number: .max), .numberOutOfRange),
            (field(1, number: -1), .numberOutOfRange), (field(1, number: 100_000), .numberOutOfRange),
            (field(1, name: "Grows Tea"), .badName), (field(1, name: ""), .badName),
            (field(1, name: String(repeating: "a", count: 61)), .badName),
            (field(1, type: "picture"), .unknownType), (field(1, type: ""), .unknownType),
            (field(1, type: "code"), .unknownTable),
            (field(1, type: "code", more: [Field.table: [.text("ghost")]]), .unknownTable),
            (field(1, more: [Field.label: [.text(" \n ")]]), .noLabel),
            (field(1, more: [Field.label: []]), .noLabel),
            (field(1, more: [Field.number: [.text("10000")]]), .numberOutOfRange),
            (field(1, more: [Field.kind: [.integer(104)]]), .unknownKind),
            (field(1, more: [Field.type: [.code("boolean"), .code("date")]]), .disputed),
            (field(1, more: [Field.number: [.integer(10_000), .integer(10_001)]]), .disputed),
        ]
        for (definition, why) in broken {
            let made = county([definition])
            #expect(made.questions.map(\.standing) == [.ignored(why)])
            #expect(made.catalog == .current, "\(why)")
            #expect(!why.label.zhHans.isEmpty && !why.label.en.isEmpty)
        }
        let codes: [(CountyDefinition, CountyRefusal)] = [
            (code(1, "x", "某", table: "event_category"), .closedTable), (code(1, "x", "某", table: "Place"), .badTable),
            (code(1, "x", "某", table: ""), .badTable), (code(1, "", "某"), .badCode), (code(1, "a b", "某"), .badCode),
            (code(1, "a、b", "某"), .badCode), (code(1, String(repeating: "x", count: 41), "某"), .badCode),
            (code(1, "x", ""), .noLabel), (code(1, "x", "某", more: [Code_.code: [.text("x"), .text("y")]]), .disputed),
        ]
        for (definition, why) in codes {
            let made = county([], [definition])
            #expect(made.codes.map(\.standing) == [.ignored(why)])
            #expect(made.catalog == .current, "\(why)")
        }
    }

    @Test func ofTwoQuestionsWithOneNumberTheEarlierCountsInWhateverOrderTheyCome() {
        let (first, second) = (field(1), field(2, name: "grows_rice", type: "integer"))
        for order in [[first, second], [second, first]] {
            let made = county(order)
            #expect(made.questions.map(\.standing) == [.inEffect, .ignored(.numberTaken)])
            #expect(register(made)?.name == "grows_tea")
        }
        // The number is the kind's: another kind has its own.
        #expect(county([first, field(2, kind: "case")]).questions.allSatisfy { $0.field != nil })
        // One that is ignored itself takes no number from another.
        #expect(
            county([field(1, type: "ghost"), second]).questions.map(\.standing) == [.ignored(.unknownType), .inEffect])
    }

    @Test func aNameOfTheProgramIsNotTakenFromIt() {
        let made = county([field(1, name: "purpose")])
        #expect(made.catalog.kind(named: "visit")?.register(named: "purpose")?.number == VisitSchema.purpose)
        #expect(register(made)?.name == "purpose_10000")
    }

    @Test func ofTwoReadingsTheStricterCounts() {
        let made = county([
            field(
                1,
                more: [
                    Field.sensitivity: [.code("ordinary"), .code("sensitive")],
                    Field.until: [day("2027-01-01"), day("2026-06-01")], Field.label: [.text("种茶"), .text("种稻")],
                ])
        ])
        #expect(made.questions.map(\.standing) == [.ended])
        #expect(register(made)?.sensitivity == .sensitive && register(made)?.label.zhHans == "种茶")
        // A class that only a newer program knows hides more, not less; without one it is about somebody.
        #expect(register(county([field(1, more: [Field.sensitivity: [.code("secret")]])]))?.sensitivity == .restricted)
        #expect(register(county([field(1)]))?.sensitivity == .personal)
    }

    @Test func codesComeAndGoByTheirDates() throws {
        let ended = [Code_.until: [day("2026-06-03")]]
        let later = [Code_.from: [day("2026-07-01")]]
        let made = county(
            [],
            [
                code(1, "tea_house", "茶馆"), code(2, "mill", "磨坊", more: ended), code(3, "fair", "集市", more: later),
                code(4, "field", "田头", more: ended), code(5, "center", "调解中心", more: later),
                code(6, "tea_house", "茶楼"),
            ])
        let table = try #require(made.catalog.codeTable(.placeKind))
        #expect(table.code("tea_house")?.isRetired == false && table.code("tea_house")?.label.zhHans == "茶馆")
        #expect(table.code("mill")?.isRetired == true && table.code("fair")?.isRetired == true)
        // One of the program's own is retired by an end, and left alone by what is still to come.
        #expect(table.code("field")?.isRetired == true && table.code("field")?.label.zhHans == "田头")
        #expect(table.code("center") == Catalog.current.codeTable(.placeKind)?.code("center"))
        #expect(made.codes.first { $0.id == RecordID(rawValue: 6) }?.standing == .ignored(.codeTaken))
    }

    @Test func aFloodAddsWhatAFormHoldsAndNoMore() {
        let fields = (0..<5_000).map { field(UInt64($0) + 1, number: 10_000 + Int64($0), name: "q\($0)") }
        let codes = (0..<5_000).map { code(UInt64($0) + 1, "c\($0)", "码\($0)") }
        let made = county(fields.reversed(), codes.reversed())
        #expect(made.catalog.kind(named: "visit")?.registers.filter(\.isCountys).count == 100)
        #expect(made.questions.count { $0.standing == .ignored(.tooMany) } == 4_900)
        #expect(made.codes.count { $0.standing == .inEffect } == 500)
    }

    @Test func whatIsNotAskedIsDoubtedAndNotRefused() {
        let made = county([field(1, more: [Field.until: [day("2026-06-01")]])])
        let draft = Draft(
            kind: VisitSchema.recordKind, values: [(RegisterNumber(rawValue: 10_000), .boolean(true))])
        #expect(made.catalog.problems(in: draft, isCreation: false).isEmpty)
        let problems = made.catalog.problems(in: draft, isCreation: true).filter { $0.reason == .notAsked }
        #expect(problems.map(\.severity) == [.warning])
    }

    @Test func clientsSeeWhatIsNotAsked() {
        let text = CatalogJSON.text(for: county([field(1, more: [Field.until: [day("2026-06-01")]])]).catalog)
        #expect(text.contains("\"grows_tea\"") && text.contains("\"is_asked\": false"))
        #expect(!CatalogJSON.text(for: county([field(1)]).catalog).contains("is_asked"))
    }
}
