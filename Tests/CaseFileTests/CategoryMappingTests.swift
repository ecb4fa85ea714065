import CaseFile
import Testing

@Suite struct CategoryMappingTests {
    @Test func everyEventCategoryHasACounterpartThatExists() throws {
        let events = try #require(Catalog.current.codeTable(.eventCategory))
        let mediation = try #require(Catalog.current.codeTable(.mediationCategory))
        for code in events.codes {
            let counterpart = CategoryMapping.mediationCategory(ofEvent: code.code)
            #expect(mediation.code(counterpart) != nil, "\(code.code)")
        }
    }

    /// The three cases of the article, and petitions as a judicial office counts them.
    @Test(arguments: [("1101", "08"), ("0303", "06"), ("1202", "99"), ("0201", "02"), ("0503", "14"), ("99", "99")])
    func theCategoriesOfTheArticleAreCountedSo(event: String, mediation: String) {
        #expect(CategoryMapping.mediationCategory(ofEvent: event) == mediation)
    }

    @Test(arguments: [("自然资源", "07"), ("房产物业", "15"), ("教育", "99"), ("", "99")])
    func petitionsAreCountedSo(words: String, mediation: String) {
        #expect(CategoryMapping.mediationCategory(ofPetition: words) == mediation)
    }

    @Test func theRequiredPapersAreSlots() throws {
        let slots = try #require(Catalog.current.codeTable(.documentSlot))
        #expect(DocumentSlots.required.allSatisfy { slots.code($0) != nil })
    }

    @Test func theWordsOfRulesAreTheTables() throws {
        func codes(_ name: CodeTable.Name) throws -> [String] {
            try #require(Catalog.current.codeTable(name)).codes.map(\.code)
        }
        #expect(try codes(.deadlineUnit) == DeadlineRule.Unit.allCases.map(\.rawValue))
        #expect(try codes(.deadlineRoll) == DeadlineRule.Roll.allCases.map(\.rawValue))
        #expect(try codes(.deadlineSource) == DeadlineRule.Source.allCases.map(\.rawValue))
        #expect(try codes(.sensitivity) == Sensitivity.allCases.map(\.rawValue))
    }
}
