import CaseFile
import CaseStore
import CaseWork
import Replication

/// A library case as replies show it.
public struct LibraryCaseReply: Codable, Hashable, Sendable {
    public let record: RecordName
    /// `usable`, `unchecked`, `self_checked`, `recognisable`, `changed_since`, `disputed` or `withdrawn`.
    public let standing: String
    /// In words.
    public let standingLabel: Wording
    /// Whether it may be shown to people.
    public let isUsable: Bool
    public let checkedBy: String?
    public let checkedOn: String?
    /// What whoever looks at it has seen.
    public let seen: String
    public let text: String
    public let method: String
    public let procedure: String
    public let category: Wording?
    public let mediationCategory: Wording?
    public let methods: [Wording]
}

extension LibraryCaseReply {
    init(_ item: LibraryItem, _ access: CaseAccess) throws {
        let view = item.record
        func text(_ register: RegisterNumber) -> String { view.shown(register).plainText ?? "" }
        func code(_ register: RegisterNumber, _ table: CodeTable.Name) -> Wording? {
            view.shown(register).plainText.map { code in
                Wording(access.catalog.codeTable(table)?.code(code)?.label ?? Label(code, code))
            }
        }
        var methods: [Wording] = []
        if case .list(let codes) = view.shown(LibraryCaseSchema.methods) {
            methods = codes.compactMap(\.plainText).map { access.catalog.wording($0, .visitMethod) }
        }
        self.init(
            record: try RecordTitles(access).name(of: view.key), standing: item.standing.rawValue,
            standingLabel: Wording(words: "library.standing.\(item.standing.rawValue)"),
            isUsable: item.standing == .usable,
            checkedBy: item.checker.map { access.directory.name(ofUser: $0) },
            checkedOn: view.shown(LibraryCaseSchema.checked)[member: LibraryCaseSchema.Checked.on].date?.description,
            seen: view.seen.description, text: text(LibraryCaseSchema.text), method: text(LibraryCaseSchema.method),
            procedure: text(LibraryCaseSchema.procedure),
            category: code(LibraryCaseSchema.category, .eventCategory),
            mediationCategory: code(LibraryCaseSchema.mediationCategory, .mediationCategory), methods: methods)
    }
}

extension Catalog {
    /// A code's words; the code itself where nobody knows it.
    func wording(_ code: String, _ table: CodeTable.Name) -> Wording {
        Wording(codeTable(table)?.code(code)?.label ?? Label(code, code))
    }
}

extension Wording {
    /// The words of the program under a key.
    init(words key: String, _ arguments: [String: String] = [:]) {
        self.init(Words(.zhHans).text(key, arguments), Words(.en).text(key, arguments))
    }
}
