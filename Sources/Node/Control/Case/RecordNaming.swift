import CaseFile
import CaseStore
import CaseWork
import Causality
import Replication

/// Finds the record that somebody means: by its id, the beginning or the end of it, a case's code or title, a person's
/// name, a household's address.
struct RecordNaming {
    let access: CaseAccess
    /// Nil for everything held here.
    var scopes: [ScopeID]?
    /// Whether a part of a case's title or of an address will do. For reading only: what a command writes to is named
    /// whole, or a name that is gone would silently mean the case that has it in its title.
    var takesParts = false

    /// Fewer digits would soon be ambiguous and are more likely a name or a number.
    static let digitsMin = 6

    private var queries: CaseQueries { access.queries }

    /// The one record that `text` means, of one of `kinds` where they are given. Throws `CaseWorkError.recordNotFound`,
    /// and `CommandFailure` with the candidates where several are possible.
    func key(meantBy given: String, kinds: [RecordKind]? = nil) throws -> RecordKey {
        let text = given.trimmingPrefix { $0.isWhitespace || $0 == "…" }.description.trimmed
        let matches = try candidates(text, kinds)
        guard let first = matches.first else { throw CaseWorkError.recordNotFound(given) }
        guard matches.count == 1 else { throw try ambiguous(given, matches) }
        return first
    }

    private func candidates(_ text: String, _ kinds: [RecordKind]?) throws -> [RecordKey] {
        func isWanted(_ kind: RecordKind) -> Bool { kinds?.contains(kind) ?? true }
        var named: [RecordKey] = []
        if isWanted(PersonSchema.recordKind) { named += try people(text) }
        if isWanted(CaseSchema.recordKind) {
            let cases = try queries.cases(called: text, in: scopes)
            let exact = cases.filter { $0.code == text || $0.title == text }
            named += (exact.isEmpty && takesParts ? cases : exact).map(\.key)
        }
        if isWanted(HouseholdSchema.recordKind) {
            let households = try queries.households(in: scopes, matching: text)
            let exact = households.filter { $0.address == text }
            named += (exact.isEmpty && takesParts ? households : exact).map(\.key)
        }
        let byID = try identified(text).filter { isWanted($0.kind) }
        return Array(Set(named + byID)).sorted()
    }

    private func people(_ text: String) throws -> [RecordKey] {
        try queries.people(named: text, in: scopes).filter { $0.name == text || $0.otherNames.contains(text) }.map(
            \.key)
    }

    private func identified(_ text: String) throws -> [RecordKey] {
        guard text.filter({ $0 != "-" }).count >= RecordNaming.digitsMin else { return [] }
        let beginning = try queries.records(idPrefix: text, in: scopes)
        return beginning.isEmpty ? try queries.records(idEnding: text, in: scopes) : beginning
    }

    /// The failure that names the candidates.
    func ambiguous(_ text: String, _ keys: [RecordKey]) throws -> CommandFailure {
        let titles = RecordTitles(access)
        let shown = try keys.prefix(10).map { try titles.name(of: $0) }
        func list(_ language: Language) -> String {
            shown.map { "\n  \($0.short)  \($0.kindLabel.text(in: language))  \($0.title.text(in: language))" }.joined()
                + (keys.count > shown.count ? "\n  …" : "")
        }
        return CommandFailure(
            kind: .badInput, code: "record-ambiguous",
            zhHans: "“\(text)”对应\(keys.count)条记录，请改用编号：\(list(.zhHans))",
            en: "\"\(text)\" may be any of \(keys.count) records: use the id:\(list(.en))")
    }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
