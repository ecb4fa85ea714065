import CaseFile
import Replication
import Testing

@Suite struct CountyFieldTests {
    private func field(
        _ number: UInt32, _ name: String, kind: RecordKind = VisitSchema.recordKind,
        type: ValueType = .text(maxCharacters: 20)
    ) throws -> CountyField {
        try CountyField(
            kind: kind,
            register: RegisterDefinition(RegisterNumber(rawValue: number), name, Label("种茶", "Grows tea"), type))
    }

    @Test func aCountyFieldIsReadShownAndChecked() throws {
        let catalog = Catalog.current.adding([try field(10_000, "grows_tea", type: .boolean)])
        let number = RegisterNumber(rawValue: 10_000)
        let value = try catalog.value(from: "是", for: number, of: VisitSchema.recordKind)
        #expect(value == .boolean(true))
        #expect(catalog.text(for: value, of: number, in: VisitSchema.recordKind, language: .zhHans) == "是")
        #expect(catalog.label(of: number, in: VisitSchema.recordKind).zhHans == "种茶")
        let draft = Draft(kind: VisitSchema.recordKind, values: [(number, value)])
        #expect(catalog.problems(in: draft, isCreation: false).isEmpty)
        #expect(Catalog.current.problems(in: draft, isCreation: false).map(\.reason) == [.unknownRegister])
        #expect(Catalog.current.kind(VisitSchema.recordKind)?.register(number) == nil)
    }

    @Test func numbersOfTheProgramAreRefused() throws {
        #expect(throws: CountyFieldError.numberBelowRange(RegisterNumber(rawValue: 9_999))) {
            try field(9_999, "grows_tea")
        }
        for name in ["", "1tea", "Tea", "grows tea", "茶"] {
            #expect(throws: CountyFieldError.invalidName(name)) { try field(10_000, name) }
        }
    }

    @Test func aLaterDefinitionReplacesAnEarlierOne() throws {
        let catalog = Catalog.current.adding([
            try field(10_001, "tea", type: .boolean), try field(10_001, "tea_mu", type: .integer(0...100)),
        ])
        let visit = try #require(catalog.kind(named: "visit"))
        #expect(visit.register(named: "tea") == nil)
        #expect(visit.register(RegisterNumber(rawValue: 10_001))?.type == .integer(0...100))
        #expect(visit.registers.count == (Catalog.current.kind(named: "visit")?.registers.count ?? 0) + 1)
    }

    @Test func aTakenNameGetsTheNumberAppended() throws {
        let catalog = Catalog.current.adding([try field(10_002, "purpose")])
        let visit = try #require(catalog.kind(named: "visit"))
        #expect(visit.register(named: "purpose")?.number == VisitSchema.purpose)
        #expect(visit.register(named: "purpose_10002")?.number == RegisterNumber(rawValue: 10_002))
    }

    @Test func aFieldOfAnUnknownKindWaits() throws {
        let catalog = Catalog.current.adding([try field(10_000, "tea", kind: RecordKind(rawValue: 999))])
        #expect(catalog == Catalog.current)
    }

    @Test func openTablesTakeCodesAndClosedOnesDoNot() {
        let added = [Code("tea_house", Label("茶馆", "Tea house"))]
        let catalog = Catalog.current.adding([
            CodeTable(.placeKind, Label("", ""), codes: added),
            CodeTable(.eventCategory, Label("", ""), codes: added),
            CodeTable(CodeTable.Name("county_tea"), Label("茶", "Tea"), isOpen: true, codes: added),
        ])
        #expect(catalog.codeTable(.placeKind)?.code(meantBy: "茶馆")?.code == "tea_house")
        #expect(catalog.codeTable(.placeKind)?.code("field")?.label.zhHans == "田头")
        #expect(catalog.codeTable(.placeKind)?.label.zhHans == "地点类型")
        #expect(catalog.codeTable(.eventCategory) == Catalog.current.codeTable(.eventCategory))
        #expect(catalog.codeTable(CodeTable.Name("county_tea"))?.codes == added)
    }

    @Test func aCountyRetiresACodeAtItsPlace() throws {
        let catalog = Catalog.current.adding([
            CodeTable(.placeKind, Label("", ""), codes: [Code("field", Label("田头", "In the fields"), isRetired: true)])
        ])
        let table = try #require(catalog.codeTable(.placeKind))
        #expect(table.codes.map(\.code) == Catalog.current.codeTable(.placeKind)?.codes.map(\.code))
        #expect(table.code("field")?.isRetired == true)
    }
}
