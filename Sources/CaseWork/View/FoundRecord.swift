import CaseFile
public import CaseStore
public import Replication

/// A record in whose words a search found what it was asked for.
public struct FoundRecord: Hashable, Sendable {
    public let key: RecordKey
    public let register: RegisterNumber
    /// The words around what was found, with numbers masked as on every page.
    public let excerpt: String
}

extension CaseReading {
    /// Characters shown before what was found, and of the whole excerpt: a line of a small screen holds twenty, and three
    /// lines tell what it is about.
    private static var leadCount: Int { 12 }
    private static var excerptMax: Int { 60 }

    /// The records whose words have all of `query`, those that arrived last first; at most `limit`.
    public func find(
        _ query: SearchQuery, kinds: [RecordKind]? = nil, in scopes: [ScopeID]? = nil, limit: Int = 20
    ) throws -> [FoundRecord] {
        try queries.mentions(of: query, kinds: kinds, in: scopes, limit: limit, record: merged).map { mention in
            let masks = catalog.kind(mention.key.kind)?.register(mention.register)?.sensitivity.masksNumbers ?? true
            return FoundRecord(
                key: mention.key, register: mention.register, excerpt: excerpt(of: mention, masksNumbers: masks))
        }
    }

    /// Masked before it is cut: half a number would be taken for none.
    private func excerpt(of mention: CaseQueries.Mention, masksNumbers: Bool) -> String {
        let text = Array(masksNumbers ? Masking.masked(mention.text) : mention.text)
        let start = mention.offset > CaseReading.leadCount ? mention.offset - CaseReading.leadCount : 0
        let end = min(text.count, start + CaseReading.excerptMax)
        guard start < end else { return String(text.prefix(CaseReading.excerptMax)) }
        let line = String(text[start..<end].map { $0.isNewline ? " " : $0 })
        return (start > 0 ? "…" : "") + line + (end < text.count ? "…" : "")
    }
}
