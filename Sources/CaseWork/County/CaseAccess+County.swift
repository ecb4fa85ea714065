public import CaseFile
import Replication

extension CaseAccess {
    /// What the county set, and how it stands today.
    public var county: CountyCatalog {
        CountyCatalog(adding: directory.countyFields, codes: directory.countyCodes, to: .current, on: today)
    }

    /// The smallest number that no question of the county has ever had, in whichever kind: a number that came back would
    /// give old answers a new meaning.
    var freeCountyNumber: Int64 {
        let used = Set(directory.countyFields.flatMap(\.numbers))
        var number = Int64(CountyField.firstNumber.rawValue)
        while used.contains(number) { number += 1 }
        return number
    }

    /// The question that `text` means: its number, name or label, of this kind where one is named. Throws
    /// `CaseWorkError.unknownName` or `.ambiguousName`.
    func countyQuestion(meantBy text: String, kind: String?) throws -> CountyQuestion {
        let wanted = text.trimmed.lowercased()
        let ofKind = try kind.map { try villageKind(named: $0).name }
        let matches = county.questions.filter { question in
            question.standing != .ignored(.withdrawn) && (ofKind == nil || question.kind == ofKind)
                && (question.number.map { "\($0)" } == wanted || question.name == wanted
                    || Language.allCases.contains { question.label.text(in: $0).lowercased() == wanted })
        }
        let what = Label("县级字段", "county field")
        guard let first = matches.first else { throw CaseWorkError.unknownName(text, of: what) }
        guard matches.count == 1 else {
            throw CaseWorkError.ambiguousName(
                text, of: what, matches: matches.map { "\($0.kind) \($0.number ?? 0) \($0.label.zhHans)" })
        }
        return first
    }

    /// A kind of the case files by name or label. Throws `CaseWorkError.unknownKind`.
    func villageKind(named text: String) throws -> KindDefinition {
        let kinds = catalog.kinds.filter { $0.scopeClass == .village }
        let wanted = text.trimmed.lowercased()
        guard
            let kind = kinds.first(where: { kind in
                kind.name == wanted || Language.allCases.contains { kind.label.text(in: $0).lowercased() == wanted }
            })
        else { throw CaseWorkError.unknownKind(text, known: kinds.map { "\($0.name)(\($0.label.zhHans))" }) }
        return kind
    }

    /// A table by name or label; nil for one that is not there.
    func codeTable(meantBy text: String) -> CodeTable? {
        let wanted = text.trimmed.lowercased()
        return catalog.codeTable(CodeTable.Name(wanted))
            ?? catalog.codeTables.first { table in
                Language.allCases.contains { table.label.text(in: $0).lowercased() == wanted }
            }
    }
}
