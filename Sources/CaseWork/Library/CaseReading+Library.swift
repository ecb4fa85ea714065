import CaseFile
import CaseStore
public import Replication

/// A library case in a list.
public struct LibraryItem: Sendable {
    public let record: RecordView
    public let standing: LibraryStanding
    /// Who checked it; nil where nobody did.
    public let checker: RecordID?
}

extension CaseReading {
    /// The library, what arrived last first; with `isUsable` only what may be shown to people.
    public func library(in scopes: [ScopeID]? = nil, isUsable: Bool = false) throws -> [LibraryItem] {
        try queries.resources(of: LibraryCaseSchema.recordKind, in: scopes).compactMap { key in
            let item = try libraryItem(key)
            return isUsable && item.standing != .usable ? nil : item
        }
    }

    /// One library case. Throws `CaseWorkError.recordNotFound`.
    public func libraryItem(_ key: RecordKey) throws -> LibraryItem {
        let view = try record(key)
        let (standing, checker) = try libraryStanding(of: view)
        return LibraryItem(record: view, standing: standing, checker: checker)
    }

    /// The library cases that are like a case, the likest first: only those that may be shown.
    public func similarCases(to key: RecordKey, limit: Int = 10) throws -> [SimilarCase] {
        let library = try library(isUsable: true)
        guard !library.isEmpty else { return [] }
        let known = library.map { facts(ofLibraryCase: $0.record) }
        let grams = known.map { LikenessOfCases.grams(of: $0.text) }
        let likeness = LikenessOfCases(try facts(ofCase: key), library: grams)
        var found: [SimilarCase] = []
        for (index, item) in library.enumerated() {
            guard let (score, reasons) = likeness.likeness(known[index], grams[index]) else { continue }
            found.append(SimilarCase(record: item.record, score: score, reasons: reasons))
        }
        return Array(found.sorted { ($1.score, $0.record.key) < ($0.score, $1.record.key) }.prefix(limit))
    }

    private func facts(ofLibraryCase record: RecordView) -> LikenessOfCases.Facts {
        LikenessOfCases.Facts(
            category: record.shown(LibraryCaseSchema.category).plainText,
            mediationCategory: record.shown(LibraryCaseSchema.mediationCategory).plainText,
            methods: codes(record.shown(LibraryCaseSchema.methods)),
            text: [LibraryCaseSchema.title, LibraryCaseSchema.text, LibraryCaseSchema.method]
                .compactMap { record.shown($0).plainText }.joined(separator: "\n"))
    }

    private func facts(ofCase key: RecordKey) throws -> LikenessOfCases.Facts {
        guard let root = try merged(key) else { throw CaseWorkError.recordNotFound(key.id.description) }
        var facts = LikenessOfCases.Facts(
            category: root.shown(CaseSchema.category).plainText,
            mediationCategory: root.shown(CaseSchema.mediationCategory).plainText)
        var texts = [root.shown(CaseSchema.title).plainText, root.shown(CaseSchema.summary).plainText]
        for demand in try queries.children(of: key, kind: DemandSchema.recordKind) {
            let record = try merged(demand)
            texts += [DemandSchema.text, DemandSchema.rootCause, DemandSchema.focus].map { record?.shown($0).plainText }
        }
        for visit in try queries.children(of: key, kind: VisitSchema.recordKind) {
            let methods = codes(try merged(visit)?.shown(VisitSchema.methods) ?? .none)
            facts.methods += methods.filter { !facts.methods.contains($0) }
        }
        facts.text = texts.compactMap(\.self).joined(separator: "\n")
        return facts
    }

    private func codes(_ value: Value) -> [String] {
        if case .list(let items) = value { items.compactMap(\.plainText) } else { [] }
    }
}
