import CaseFile
import Replication

/// Where a ledger's cases are recorded, by the words of its columns 村(社区) and 乡镇(街道).
struct LedgerPlaces {
    private let directory: DirectoryView
    private let writable: Set<ScopeID>
    /// Of rows that name no place; nil where a row has to.
    private let standard: ScopeID?
    private let nameOf: (ScopeID) -> String
    /// What was looked up before: a ledger names a dozen villages in thousands of rows.
    private var known: [[String?]: Result<ScopeID, CaseWorkError>] = [:]

    init(
        _ directory: DirectoryView, writable: Set<ScopeID>, standard: ScopeID?, nameOf: @escaping (ScopeID) -> String
    ) {
        self.directory = directory
        self.writable = writable
        self.standard = standard
        self.nameOf = nameOf
    }

    /// The scope that a row means. Throws `CaseWorkError` for a name that is none or several, and for a place that this machine
    /// may not write.
    mutating func scope(village: String?, township: String?) throws(CaseWorkError) -> ScopeID {
        let key = [village, township]
        let result = known[key] ?? Result { () throws(CaseWorkError) in try find(village, township) }
        known[key] = result
        return try result.get()
    }

    private func find(_ village: String?, _ township: String?) throws(CaseWorkError) -> ScopeID {
        guard let text = village ?? township else {
            guard let standard else { throw .ledger(.columnMissing(Label("村(社区)", "Village"), target: "village")) }
            return standard
        }
        var found = areas(called: text)
        if village != nil, let township {
            let below = found.filter { area in
                area.name == text && LedgerPlaces.isSame(area.name, township)
                    || directory.ancestry(ofArea: area.id).contains { id in
                        directory.area(id).map { LedgerPlaces.isSame($0.name, township) } ?? false
                    }
            }
            if !below.isEmpty { found = below }
        }
        let what = Label("区域", "area")
        guard let area = found.first, let scope = directory.scope(ofArea: area.id)?.number else {
            throw .unknownName(text, of: what)
        }
        guard found.count == 1 else {
            throw .ambiguousName(text, of: what, matches: found.map { "\($0.code ?? "") \($0.name)" })
        }
        guard writable.contains(scope) else { throw .scopeNotWritable(nameOf(scope)) }
        return scope
    }

    /// The areas that a text means: by code or name, else by name without what kind of place it is.
    private func areas(called text: String) -> [DirectoryView.Area] {
        let current = directory.areas.filter { $0.end == nil }
        let exact = current.filter { $0.code == text || $0.name == text }
        return exact.isEmpty ? current.filter { LedgerPlaces.isSame($0.name, text) } : exact
    }

    private static let kinds = [
        "村民委员会", "居民委员会", "街道办事处", "人民政府", "村委会", "居委会", "街道办", "社区", "街道", "村", "镇", "乡",
    ]

    private static func isSame(_ first: String, _ second: String) -> Bool { bare(first) == bare(second) }

    private static func bare(_ name: String) -> String {
        var name = SheetText.heading(name)
        // 石仓社区居委会 has two of them.
        for _ in 1...2 {
            if let kind = kinds.first(where: { name.hasSuffix($0) && name.count > $0.count + 1 }) {
                name.removeLast(kind.count)
            }
        }
        return name
    }
}
