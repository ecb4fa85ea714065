import CaseFile
import Testing

@Suite struct CodeTableTests {
    let catalog = Catalog.current

    @Test func codesAndLabelsAreUniqueWithinATable() {
        for table in catalog.codeTables {
            #expect(!table.codes.isEmpty)
            #expect(Set(table.codes.map { $0.code.lowercased() }).count == table.codes.count, "\(table.name.rawValue)")
            for language in Language.allCases {
                let labels = table.codes.filter { !$0.isRetired }.map { $0.label.text(in: language).lowercased() }
                let doubled = labels.filter { label in labels.filter { $0 == label }.count > 1 }
                #expect(doubled.isEmpty, "\(table.name.rawValue): \(doubled)")
            }
        }
    }

    /// The counts of DOMAIN.md section 2.2 by heading: a line lost in typing shows here.
    @Test(arguments: [
        ("01", 4), ("02", 4), ("03", 4), ("04", 4), ("05", 8), ("06", 5), ("07", 5), ("08", 5), ("09", 5), ("10", 7),
        ("11", 6), ("12", 4), ("13", 8), ("14", 4), ("15", 3), ("16", 2), ("99", 1),
    ])
    func everyHeadingHasItsCategories(heading: String, count: Int) throws {
        let categories = try #require(catalog.codeTable(.eventCategory))
        let headings = try #require(catalog.codeTable(.eventCategoryHeading))
        #expect(categories.codes.filter { $0.code.hasPrefix(heading) }.count == count)
        #expect(headings.code(heading) != nil)
        #expect(categories.codes.allSatisfy { headings.code(String($0.code.prefix(2))) != nil })
    }

    @Test(arguments: [
        ("1101", "国有土地上房屋征收"), ("0303", "身体健康及人身自由"), ("1202", "优抚救助"), ("1399", "其他未列明的行政执法纠纷"),
    ])
    func categoriesBearTheirWords(code: String, label: String) throws {
        #expect(catalog.codeTable(.eventCategory)?.code(code)?.label.zhHans == label)
    }

    @Test func aCodeIsMeantByCodeOrLabel() throws {
        let modes = try #require(catalog.codeTable(.visitMode))
        for text in ["back_to_back", "BACK_TO_BACK", "背靠背", " 背靠背 ", "Back to back", "back to back"] {
            #expect(modes.code(meantBy: text)?.code == "back_to_back", "\(text)")
        }
        let levels = try #require(catalog.codeTable(.riskLevel))
        #expect(levels.code(meantBy: "红（县级包案）")?.code == "red")
        #expect(catalog.codeTable(.eventCategory)?.code(meantBy: "０３０３")?.code == "0303")
        #expect(modes.code(meantBy: "背对背") == nil)
    }

    @Test func aRetiredCodeIsFoundOnlyByItsCode() {
        let table = CodeTable(
            CodeTable.Name("county_road"), Label("道路", "Road"),
            codes: [
                Code("old", Label("村道", "Lane"), isRetired: true),
                Code("new", Label("村道", "Lane")),
            ])
        #expect(table.code(meantBy: "村道")?.code == "new")
        #expect(table.code(meantBy: "old")?.isRetired == true)
    }
}
