import CaseFile
import CaseStore
import CaseWork
import Replication

/// Values of records as pages and sheets show them: names in place of ids, the middle of people's numbers hidden.
struct ShownValues {
    let access: PageAccess
    let words: Words
    private var titles: RecordTitles<PageCodec>

    init(_ access: PageAccess, _ words: Words) {
        self.access = access
        self.words = words
        titles = RecordTitles(access)
        titles.showsIDs = false
    }

    /// The register's shown value; nil where there is none.
    func text(_ register: RegisterNumber, of view: RecordView) throws -> String? {
        try text(view.shown(register), register, in: view.key)
    }

    func text(_ value: Value, _ register: RegisterNumber, in key: RecordKey) throws -> String? {
        if value == .none { return nil }
        let masked = access.catalog.masked(value, of: register, in: key.kind)
        let text = try titles.text(of: masked, register, in: key).text(in: words.language)
        return text.isEmpty ? nil : text
    }

    /// One member of the register's shown group; nil where it is absent.
    func text(_ register: RegisterNumber, member: UInt32, of view: RecordView) -> String? {
        let whole = access.catalog.masked(view.shown(register), of: register, in: view.key.kind)
        let value = whole[member: member]
        guard value != .none, case .group(let members)? = view.definition?.register(register)?.type else { return nil }
        let type = members.first { $0.number == member }?.type
        return access.catalog.text(for: value, as: type, in: words.language)
    }

    /// What people call the record; empty where it has no such words.
    func title(of key: RecordKey) throws -> String { try titles.title(of: key)?.text(in: words.language) ?? "" }

    /// Which record is meant: its kind, what people call it, and where it belongs.
    func which(_ key: RecordKey) throws -> String {
        line([label(of: key.kind), try title(of: key), access.areaName(of: key.scope)])
    }

    func label(_ register: RegisterNumber, of kind: RecordKind) -> String {
        access.catalog.label(of: register, in: kind).text(in: words.language)
    }

    func label(of kind: RecordKind) -> String { access.catalog.label(of: kind).text(in: words.language) }

    /// Names one after the other, as the language does it.
    func joined(_ texts: [String]) -> String { texts.joined(separator: words.text("form.joint")) }

    /// Parts of one line; the absent ones are left out.
    func line(_ parts: [String?]) -> String {
        parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
