import CaseFile
import Replication

extension DirectoryView {
    /// The area that `text` means: its id, its code, or its name where only one area bears it.
    ///
    /// Throws `CaseWorkError.unknownName` or `.ambiguousName`.
    public func area(meantBy text: String) throws(CaseWorkError) -> Area {
        try only(
            areas.filter { $0.code == text || $0.id.description == text }, else: areas.filter { $0.name == text }, text,
            Label("区域", "area")
        ) { "\($0.code ?? "") \($0.name)" }
    }

    /// The user that `text` means: id or name.
    public func user(meantBy text: String) throws(CaseWorkError) -> User {
        try only(
            users.filter { $0.id.description == text }, else: users.filter { $0.name == text }, text,
            Label("用户", "user")
        ) { "\($0.name) \($0.id)" }
    }

    /// The device that `text` means: id or name.
    public func device(meantBy text: String) throws(CaseWorkError) -> Device {
        try only(
            devices.filter { $0.id.description == text }, else: devices.filter { $0.name == text }, text,
            Label("设备", "device")
        ) { "\($0.name) \($0.id)" }
    }

    /// The organisation that `text` means: id or name.
    public func organisation(meantBy text: String) throws(CaseWorkError) -> Organisation {
        try only(
            organisations.filter { $0.id.description == text }, else: organisations.filter { $0.name == text }, text,
            Label("单位", "organisation")
        ) { "\($0.name) \($0.id)" }
    }

    /// The scope that `text` means: its sixteen digits, or the code or name of the area whose records it holds.
    public func scope(meantBy text: String) throws(CaseWorkError) -> Scope {
        if let number = ScopeID(hexadecimal: text), let scope = scopes.first(where: { $0.number == number }) {
            return scope
        }
        let area = try area(meantBy: text)
        guard let scope = scope(ofArea: area.id) else {
            throw .unknownName(text, of: Label("数据范围", "scope"))
        }
        return scope
    }

    private func only<Entry>(
        _ exact: [Entry], else named: [Entry], _ text: String, _ what: Label, _ shown: (Entry) -> String
    ) throws(CaseWorkError) -> Entry {
        let matches = exact.isEmpty ? named : exact
        guard let first = matches.first else { throw .unknownName(text, of: what) }
        guard matches.count == 1 else { throw .ambiguousName(text, of: what, matches: matches.map(shown)) }
        return first
    }
}
