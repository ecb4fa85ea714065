import CaseFile
import Replication
import Testing

@Suite struct CatalogMarkdownTests {
    private let text = CatalogMarkdown.text(for: .current)

    @Test func everyKindFieldAndCodeStandsInIt() {
        for kind in Catalog.current.kinds {
            #expect(text.contains("### \(kind.label.zhHans) "), "\(kind.name)")
            #expect(text.contains("`\(kind.name)` · \(kind.kind.rawValue)"), "\(kind.name)")
            for register in kind.registers where register.name != "lifecycle" && register.name != "change_note" {
                #expect(text.contains("| \(register.number.rawValue) | "), "\(kind.name).\(register.name)")
                #expect(text.contains("`\(register.name)`"), "\(kind.name).\(register.name)")
            }
        }
        for table in Catalog.current.codeTables {
            for code in table.codes { #expect(text.contains("| `\(code.code)` | "), "\(table.name) \(code.code)") }
        }
        #expect(text.hasSuffix("|\n"))
    }

    @Test func everyKindOfTheProgramHasAGroup() {
        #expect(!text.contains("## 其他 Others"))
        #expect(text.contains("## 目录和县级设置"))
    }

    @Test func theTwoSystemsOfCategoriesAreSetSideBySide() {
        #expect(text.contains("## 两套分类的对照"))
        #expect(text.contains(#/\| `1101` [^|]+ \| `08` /#))
    }

    @Test func aCountysWordsAreNoMarkup() throws {
        let register = RegisterDefinition(
            RegisterNumber(rawValue: 10_000), "tea", Label("种茶|<b>吗</b>\n`x`", "Tea"), .boolean, isAsked: false)
        let catalog = Catalog.current.adding([try CountyField(kind: VisitSchema.recordKind, register: register)])
        let line = CatalogMarkdown.text(for: catalog).split(separator: "\n").first { $0.hasPrefix("| 10000 ") }
        let row = try #require(line)
        #expect(row.contains(#"种茶\|\<b\>吗\</b\> \`x\` Tea"#))
        #expect(row.contains("现在不填"))
    }
}
