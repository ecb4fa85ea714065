import CaseFile
import CaseStore
import Causality
public import Replication

/// Finds the record that somebody means: by its id, the beginning or the end of it, a case's code or title, a person's
/// name, a household's address.
public struct RecordNaming<Codec: ChangeCodec> {
    public let access: CaseAccess<Codec>
    /// Nil for everything held here.
    public var scopes: [ScopeID]?
    /// Whether a part of a case's title or of an address will do. For reading only: what a command writes to is named
    /// whole, or a name that is gone would silently mean the case that has it in its title.
    public var takesParts = false

    /// Fewer digits would soon be ambiguous and are more likely a name or a number.
    static var digitsMin: Int { 6 }

    public init(access: CaseAccess<Codec>, scopes: [ScopeID]?, takesParts: Bool = false) {
        self.access = access
        self.scopes = scopes
        self.takesParts = takesParts
    }

    private var queries: CaseQueries { access.queries }

    /// The one record that `text` means, of one of `kinds` where they are given. Throws `CaseWorkError.recordNotFound`,
    /// and `.recordsOfOneName` with the candidates where several are possible.
    public func key(meantBy given: String, kinds: [RecordKind]? = nil) throws -> RecordKey {
        let text = given.trimmingPrefix { $0.isWhitespace || $0 == "…" }.description.trimmed
        let matches = try standing(candidates(text, kinds))
        guard let first = matches.first else { throw CaseWorkError.recordNotFound(given) }
        guard matches.count == 1 else { throw try ambiguous(given, matches) }
        return first
    }

    /// Of registrations that people said are one, the one that is shown; whoever gives an id means that record. Of a record
    /// that moved, the place where it lives.
    private func standing(_ keys: [RecordKey]) throws -> [RecordKey] {
        let keys = try queries.living(keys)
        guard keys.count > 1 else { return keys }
        return Array(Set(try keys.map { try queries.registrations(ofSameAs: $0).first ?? $0 })).sorted()
    }

    private func candidates(_ text: String, _ kinds: [RecordKind]?) throws -> [RecordKey] {
        func isWanted(_ kind: RecordKind) -> Bool { kinds?.contains(kind) ?? true }
        var named: [RecordKey] = []
        if isWanted(PersonSchema.recordKind) { named += try queries.people(called: text, in: scopes).map(\.key) }
        if isWanted(CaseSchema.recordKind) {
            let cases = try queries.cases(called: text, in: scopes)
            let exact = cases.filter { $0.code == text || $0.title == text }
            named += (exact.isEmpty && takesParts ? cases : exact).map(\.key)
        }
        if isWanted(HouseholdSchema.recordKind) {
            let exact = try queries.households(at: text, in: scopes)
            named +=
                try (exact.isEmpty && takesParts ? queries.households(in: scopes, matching: text) : exact).map(\.key)
        }
        for kind in kinds ?? [] { named += try resources(text, kind) }
        let byID = try identified(text).filter { isWanted($0.kind) }
        return Array(Set(named + byID)).sorted()
    }

    /// Policies by title or number, library cases and members of the network by what they are called, where just they
    /// are meant.
    private func resources(_ text: String, _ kind: RecordKind) throws -> [RecordKey] {
        let registers: [RegisterNumber]
        switch kind {
        case PolicyToolSchema.recordKind: registers = [PolicyToolSchema.title, PolicyToolSchema.number]
        case LibraryCaseSchema.recordKind: registers = [LibraryCaseSchema.title]
        case NetworkMemberSchema.recordKind: registers = [NetworkMemberSchema.name]
        default: return []
        }
        let named = try queries.resources(of: kind, in: scopes).compactMap { key -> (RecordKey, [String])? in
            guard let record = try access.reading.merged(key) else { return nil }
            return (key, registers.flatMap { record.values(of: $0).compactMap(\.plainText) })
        }
        let exact = named.filter { $0.1.contains(text) }
        let wanted = exact.isEmpty && takesParts ? named.filter { $0.1.contains { $0.contains(text) } } : exact
        return wanted.map(\.0)
    }

    private func identified(_ text: String) throws -> [RecordKey] {
        guard text.filter({ $0 != "-" }).count >= RecordNaming.digitsMin else { return [] }
        let beginning = try queries.records(idPrefix: text, in: scopes)
        return beginning.isEmpty ? try queries.records(idEnding: text, in: scopes) : beginning
    }

    /// The error that names the candidates.
    public func ambiguous(_ text: String, _ keys: [RecordKey]) throws -> CaseWorkError {
        let titles = RecordTitles(access)
        let shown = try keys.prefix(10).map { key in
            let (kind, title) = (access.catalog.label(of: key.kind), try titles.title(of: key) ?? .verbatim(""))
            let short = RecordTitles<Codec>.short(key.id)
            return Label("\(short)  \(kind.zhHans)  \(title.zhHans)", "\(short)  \(kind.en)  \(title.en)")
        }
        return .recordsOfOneName(text, count: keys.count, candidates: shown)
    }
}

extension StringProtocol {
    /// Without white space at either end.
    package var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
