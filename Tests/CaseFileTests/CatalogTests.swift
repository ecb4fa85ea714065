import CaseFile
import Replication
import Testing

@Suite struct CatalogTests {
    let catalog = Catalog.current

    @Test func kindsAndRegistersBearUniqueNumbersAndNames() {
        #expect(Set(catalog.kinds.map(\.kind)).count == catalog.kinds.count)
        #expect(Set(catalog.kinds.map(\.name)).count == catalog.kinds.count)
        for kind in catalog.kinds {
            #expect(Set(kind.registers.map(\.number)).count == kind.registers.count, "\(kind.name)")
            #expect(Set(kind.registers.map(\.name)).count == kind.registers.count, "\(kind.name)")
            #expect(kind.registers.allSatisfy { $0.number < CountyField.firstNumber }, "\(kind.name)")
            for register in kind.registers {
                visitTypes(of: register.type) { type in
                    guard case .group(let members) = type else { return }
                    #expect(!members.isEmpty)
                    #expect(Set(members.map(\.number)).count == members.count, "\(kind.name).\(register.name)")
                    #expect(Set(members.map(\.name)).count == members.count, "\(kind.name).\(register.name)")
                    #expect(!members.contains { $0.number == 0 }, "\(kind.name).\(register.name)")
                }
            }
        }
    }

    @Test func kindsAndTablesAreSortedAndFoundByNumberAndName() {
        #expect(catalog.kinds.map(\.kind) == catalog.kinds.map(\.kind).sorted())
        #expect(catalog.codeTables.map(\.name) == catalog.codeTables.map(\.name).sorted())
        for kind in catalog.kinds {
            #expect(catalog.kind(kind.kind) == kind)
            #expect(catalog.kind(named: kind.name) == kind)
            #expect(kind.registers.map(\.number) == kind.registers.map(\.number).sorted())
            for register in kind.registers {
                #expect(kind.register(register.number) == register)
                #expect(kind.register(named: register.name) == register)
            }
        }
    }

    @Test func everyKindBeginsWithTheLifecycle() {
        for kind in catalog.kinds {
            #expect(kind.registers.first?.number == DirectorySchema.lifecycle, "\(kind.name)")
            #expect(kind.registers.first?.name == "lifecycle", "\(kind.name)")
        }
    }

    @Test func everyTableThatIsNamedExistsAndIsUsed() {
        var used: Set<CodeTable.Name> = []
        for kind in catalog.kinds {
            for register in kind.registers {
                visitTypes(of: register.type) { type in
                    switch type {
                    case .code(let name):
                        used.insert(name)
                        #expect(catalog.codeTable(name) != nil, "\(kind.name).\(register.name): \(name.rawValue)")
                    case .reference(let kinds):
                        #expect(!kinds.isEmpty)
                        for target in kinds { #expect(catalog.kind(target) != nil, "\(kind.name).\(register.name)") }
                    default: break
                    }
                }
            }
        }
        // The headings are looked up by the first two digits of a category and never stored.
        let unused = catalog.codeTables.map(\.name).filter { !used.contains($0) && $0 != .eventCategoryHeading }
        #expect(unused.isEmpty, "\(unused)")
    }

    @Test func everyLabelHasWordsInBothLanguages() {
        func expectWords(_ label: Label, _ place: String) {
            for language in Language.allCases {
                let words = label.text(in: language)
                #expect(!words.isEmpty && words.first != " " && words.last != " ", "\(place)")
            }
            #expect(label.zhHans.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(place)")
        }
        for kind in catalog.kinds {
            expectWords(kind.label, kind.name)
            for register in kind.registers {
                expectWords(register.label, "\(kind.name).\(register.name)")
                visitTypes(of: register.type) { type in
                    guard case .group(let members) = type else { return }
                    for member in members { expectWords(member.label, "\(kind.name).\(register.name).\(member.name)") }
                }
            }
        }
        for table in catalog.codeTables {
            expectWords(table.label, table.name.rawValue)
            for code in table.codes { expectWords(code.label, "\(table.name.rawValue) \(code.code)") }
        }
    }

    @Test func namesAreSnakeCase() {
        func isSnakeCase(_ name: String) -> Bool {
            name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        }
        for kind in catalog.kinds {
            #expect(isSnakeCase(kind.name))
            for register in kind.registers {
                #expect(isSnakeCase(register.name))
                visitTypes(of: register.type) { type in
                    guard case .group(let members) = type else { return }
                    for member in members { #expect(isSnakeCase(member.name)) }
                }
            }
        }
    }

    @Test func directoryKindsLiveInTheDirectoryAndCasesInTheVillage() {
        for kind in catalog.kinds {
            #expect(kind.scopeClass == (kind.kind.rawValue < 100 ? .directory : .village), "\(kind.name)")
        }
    }

    /// What the article's people feel is never part of a ledger.
    @Test func emotionsAreRestricted() throws {
        let emotion = try #require(catalog.kind(named: "emotion"))
        for name in ["self_before", "self_after", "observed", "note"] {
            #expect(emotion.register(named: name)?.sensitivity == .restricted)
        }
    }

    @Test func whatIsUnknownIsShownByNumber() {
        let kind = RecordKind(rawValue: 777)
        let register = RegisterNumber(rawValue: 4242)
        #expect(catalog.label(of: kind) == Label("第777类记录", "kind 777"))
        #expect(catalog.label(of: register, in: VisitSchema.recordKind) == Label("字段4242", "field 4242"))
        #expect(catalog.label(of: VisitSchema.purpose, in: VisitSchema.recordKind).en == "Purpose")
    }
}

/// Calls `visit` with a type and every type within it.
func visitTypes(of type: ValueType, _ visit: (ValueType) -> Void) {
    visit(type)
    switch type {
    case .list(let item): visitTypes(of: item, visit)
    case .group(let members): for member in members { visitTypes(of: member.type, visit) }
    default: break
    }
}
