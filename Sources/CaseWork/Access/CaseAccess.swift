public import CaseFile
public import CaseStore
public import ReplicaStore
public import Replication

/// What a command or a page about case files has at hand within one transaction.
public struct CaseAccess<Codec: ChangeCodec> {
    public var engine: ReplicaEngine<Codec>
    public let transaction: SQLiteTransaction
    public let catalog: Catalog
    public let directory: DirectoryView
    public let isCenter: Bool
    /// This machine.
    public let device: DeviceKey
    /// Milliseconds since 1970.
    public let now: Int64

    public init(
        engine: ReplicaEngine<Codec>, transaction: SQLiteTransaction, catalog: Catalog, directory: DirectoryView,
        isCenter: Bool, device: DeviceKey, now: Int64
    ) {
        self.engine = engine
        self.transaction = transaction
        self.catalog = catalog
        self.directory = directory
        self.isCenter = isCenter
        self.device = device
        self.now = now
    }

    /// The same after a save in this transaction.
    public func with(_ engine: ReplicaEngine<Codec>) -> CaseAccess {
        var access = self
        access.engine = engine
        return access
    }

    public var queries: CaseQueries { transaction.cases }
    /// Which times were recorded by a clock that was off.
    public var suspectTimes: SuspectTimes { SuspectTimes(transaction) }

    /// The use cases that read, on this state.
    public var reading: CaseReading<Codec> {
        CaseReading(
            engine: engine, transaction: transaction, catalog: catalog, directory: directory, isCenter: isCenter)
    }

    /// The people who use this machine, by name.
    public var people: [DirectoryView.User] {
        let ids = directory.device(device.device)?.people ?? []
        return directory.users.filter { ids.contains($0.id) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// The day in Shanghai.
    public var today: CivilDate? { ShanghaiTime(instant: now)?.date }

    /// How many changes of all scopes but the directory's have come how far.
    public func custodyCount() throws -> CustodyCount {
        var total = CustodyCount()
        for scope in try transaction.scopes() where scope != .directory {
            let count = try engine.custodyCount(of: scope, isCenter: isCenter, transaction)
            total.held += count.held
            total.atUpstream += count.atUpstream
            total.atCounty += count.atCounty
        }
        return total
    }

    // MARK: Scopes

    /// The scopes that this machine may write, restricted ones among them, by area code.
    public var writableScopes: [DirectoryView.Scope] {
        let writes = writes
        return directory.scopes.filter { isCenter || writes.contains($0.number) }.map { (areaCode($0), $0) }.sorted {
            ($0.0, $0.1.number) < ($1.0, $1.1.number)
        }.map(\.1)
    }

    /// Whether this machine may write the scope.
    public func mayWrite(_ scope: ScopeID) -> Bool {
        directory.scope(scope) != nil && (isCenter || writes.contains(scope))
    }

    /// Whether there is any that it may write.
    public var mayWriteAny: Bool {
        isCenter ? !directory.scopes.isEmpty : writes.contains { directory.scope($0) != nil }
    }

    private var writes: [ScopeID] { engine.authority.device(device.hash)?.writes ?? [] }

    /// Those of them that hold the ordinary records of a village or township: where something is written unless a
    /// restricted scope is meant.
    public var areaScopes: [DirectoryView.Scope] { writableScopes.filter { !$0.isRestricted } }

    /// Whether the area is part of another by today.
    public func hasEnded(_ area: DirectoryView.Area) -> Bool {
        guard let today, let end = area.end else { return false }
        return end.on <= today
    }

    /// Whether the area of a scope is part of another by today.
    public func hasEnded(_ scope: DirectoryView.Scope) -> Bool {
        scope.area.flatMap { directory.area($0) }.map(hasEnded) ?? false
    }

    private func areaCode(_ scope: DirectoryView.Scope) -> String {
        scope.area.flatMap { directory.area($0)?.code } ?? ""
    }

    /// The area's name with its code, or the scope's number where the directory names none.
    public func areaName(of scope: ScopeID) -> String {
        guard let place = directory.scope(scope), let area = place.area.flatMap({ directory.area($0) }) else {
            return scope.description
        }
        guard place.isRestricted, let purpose = catalog.codeTable(.scopePurpose)?.code(place.purpose ?? "")?.label
        else { return area.name }
        return "\(area.name)（\(purpose.zhHans)）"
    }

    /// The scope to read, by area or number; nil for everything held here.
    public func readScopes(area: String?) throws -> [ScopeID]? {
        try area.map { [try directory.scope(meantBy: $0).number] }
    }

    /// The scope to write: the one named, else the only one. Throws `CaseWorkError.scopeNotWritable`,
    /// `.noWritableScope`, and `.scopeMissing` with the choice where several are possible.
    public func writeScope(area: String?) throws -> ScopeID {
        if let area {
            let scope = try directory.scope(meantBy: area).number
            try demandWritable(scope)
            return scope
        }
        let all = areaScopes
        // What became part of another area goes on under that one's name, and takes new records only when asked to.
        let current = all.filter { today == nil || !hasEnded($0) }
        let writable = current.isEmpty ? all : current
        if writable.count == 1 { return writable[0].number }
        guard !writable.isEmpty else { throw CaseWorkError.noWritableScope }
        throw CaseWorkError.scopeMissing(writable.map { "\(areaCode($0)) \(areaName(of: $0.number))" })
    }

    /// Refuses a scope that this machine may not write. Throws `CaseWorkError.scopeNotWritable`.
    public func demandWritable(_ scope: ScopeID) throws(CaseWorkError) {
        guard mayWrite(scope) else { throw .scopeNotWritable(areaName(of: scope)) }
    }
}
