import CaseFile
public import Replication

extension DirectoryView {
    /// The area that `text` means: its id, its code, or its name where only one area bears it. One that became part of
    /// another is meant only where no other bears the code or the name by now: both may be given again.
    ///
    /// Throws `CaseWorkError.unknownName` or `.ambiguousName`.
    public func area(meantBy text: String) throws(CaseWorkError) -> Area {
        func current(_ found: [Area]) -> [Area] {
            let current = found.filter { $0.end == nil }
            return current.isEmpty ? found : current
        }
        return try only(
            current(areas.filter { $0.code == text || $0.id.description == text }),
            else: current(areas.filter { $0.name == text }), text,
            Label("区域", "area")
        ) { "\($0.code ?? "") \($0.name)" }
    }

    /// The area that an area is, or is part of, on a day.
    public func area(of area: Area, on day: CivilDate) -> Area {
        var (one, seen) = (area, [area.id])
        // A circle is a mistake in the data and must not hang a page.
        while let end = one.end, end.on <= day, let next = self.area(end.successor), !seen.contains(next.id) {
            seen.append(next.id)
            one = next
        }
        return one
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

    /// The campaign that `text` means: id, the end of one as commands show it, or name.
    public func campaign(meantBy text: String) throws(CaseWorkError) -> Campaign {
        try only(
            campaigns.filter { $0.id.description == text || RecordNames.short($0.id) == text },
            else: campaigns.filter { $0.name == text }, text, Label("专项行动", "campaign")
        ) { "\($0.name) \(RecordNames.short($0.id))" }
    }

    /// The scope that `text` means: its sixteen digits, or the code or name of the area whose records it holds.
    public func scope(meantBy text: String) throws(CaseWorkError) -> Scope {
        if let number = ScopeID(hexadecimal: text), let scope = scope(number) {
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
