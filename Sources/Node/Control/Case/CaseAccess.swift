import CaseFile
import CaseStore
import CaseWork
import Identity
import ReplicaStore
import Replication
import WireProtocol

/// What a command about case files has at hand within one transaction.
struct CaseAccess {
    var engine: NodeEngine
    let transaction: SQLiteTransaction
    let catalog: Catalog
    let directory: DirectoryView
    let isCenter: Bool
    /// This machine.
    let device: DeviceKey
    /// Milliseconds since 1970.
    let now: Int64

    /// The same after a save in this transaction.
    func with(_ engine: NodeEngine) -> CaseAccess {
        var access = self
        access.engine = engine
        return access
    }

    var queries: CaseQueries { transaction.cases }
    /// Which times were recorded by a clock that was off.
    var suspectTimes: SuspectTimes { SuspectTimes(transaction) }

    var reading: CaseReading<ProtobufChangeCodec> {
        CaseReading(
            engine: engine, transaction: transaction, catalog: catalog, directory: directory, isCenter: isCenter)
    }

    /// The people who use this machine, by name.
    var people: [DirectoryView.User] {
        let ids = directory.devices.first { $0.id == device.device }?.people ?? []
        return directory.users.filter { ids.contains($0.id) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// The day in Shanghai.
    var today: CivilDate? { ShanghaiTime(instant: now)?.date }

    // MARK: Scopes

    /// The scopes of villages and townships that this machine may write, by area code.
    var writableScopes: [DirectoryView.Scope] {
        let writes = engine.authority.device(device.hash)?.writes ?? []
        return directory.scopes.filter { isCenter || writes.contains($0.number) }.sorted {
            (areaCode($0), $0.number) < (areaCode($1), $1.number)
        }
    }

    private func areaCode(_ scope: DirectoryView.Scope) -> String {
        scope.area.flatMap { directory.area($0)?.code } ?? ""
    }

    /// The area's name with its code, or the scope's number where the directory names none.
    func areaName(of scope: ScopeID) -> String {
        guard let area = directory.scopes.first(where: { $0.number == scope })?.area.flatMap({ directory.area($0) })
        else { return scope.description }
        return area.name
    }

    /// The scope to read, by area or number; nil for everything held here.
    func readScopes(area: String?) throws -> [ScopeID]? {
        try area.map { [try directory.scope(meantBy: $0).number] }
    }

    /// The scope to write: the one named, else the only one. Throws `CommandFailure` of kind `notAllowed` for a scope
    /// that this machine may not write, and `badInput` with the choice where several are possible.
    func writeScope(area: String?) throws -> ScopeID {
        if let area {
            let scope = try directory.scope(meantBy: area).number
            try demandWritable(scope)
            return scope
        }
        let writable = writableScopes
        if writable.count == 1 { return writable[0].number }
        guard !writable.isEmpty else {
            throw CommandFailure(
                kind: .notAllowed, code: "no-scope", zhHans: "本机没有可以填写的村或乡镇：县中心先用 tingsu areas import 导入区划，或检查本机的授权",
                en: "this machine may write no area: import areas at the center first, or have its grants checked")
        }
        let names = writable.map { "\(areaCode($0)) \(areaName(of: $0.number))" }
        throw CommandFailure(
            kind: .badInput, code: "area-missing", zhHans: "请用 --area 写明是哪里的记录：\(names.joined(separator: "、"))",
            en: "say with --area where the record belongs: \(names.joined(separator: ", "))")
    }

    func demandWritable(_ scope: ScopeID) throws {
        if writableScopes.contains(where: { $0.number == scope }) { return }
        throw CommandFailure(
            kind: .notAllowed, code: "scope-not-writable",
            zhHans: "本机没有填写\(areaName(of: scope))记录的授权：请在那里的机器上填写，或请县中心授权",
            en:
                "this machine has no grant to write the records of \(areaName(of: scope)): write it there, or ask the center"
        )
    }
}

extension LocalNode {
    /// Reads case files on one consistent state.
    func inspect<Result: Sendable>(_ body: @Sendable (CaseAccess) throws -> Result) throws -> Result {
        let place = (catalog, isCenter, credentials.keyPair.key)
        return try read { engine, transaction in
            try body(LocalNode.access(engine, transaction, place))
        }
    }

    /// Writes case files; where `body` throws, nothing is written. `body` gets the state before, the author and the
    /// writing to save with.
    func record<Result: Sendable>(
        as speaker: Speaker,
        _ body: @Sendable (CaseAccess, RecordID, inout CaseWriting<ProtobufChangeCodec>) throws -> Result
    ) throws -> Result {
        let place = (catalog, isCenter, credentials.keyPair.key)
        return try write { engine, transaction, environment in
            let access = try LocalNode.access(engine, transaction, place)
            let people = try speaker.resolve(access)
            var writing = CaseWriting(
                engine: engine, transaction: transaction, catalog: place.0, directory: access.directory,
                environment: environment, author: people.author, enteredBy: people.enteredBy)
            let result = try body(access, people.author, &writing)
            engine = writing.engine
            return result
        }
    }

    /// Takes a file in; where `body` throws, nothing is written.
    func receive<Result: Sendable>(
        as speaker: Speaker,
        _ body: @Sendable (CaseAccess, Speaker.People, inout NodeEngine, NodeEnvironment) throws -> Result
    ) throws -> Result {
        let place = (catalog, isCenter, credentials.keyPair.key)
        return try write { engine, transaction, environment in
            let access = try LocalNode.access(engine, transaction, place)
            return try body(access, try speaker.resolve(access), &engine, environment)
        }
    }

    private static func access(
        _ engine: NodeEngine, _ transaction: SQLiteTransaction,
        _ place: (catalog: Catalog, isCenter: Bool, device: DeviceKey)
    ) throws -> CaseAccess {
        CaseAccess(
            engine: engine, transaction: transaction, catalog: place.catalog,
            directory: try DirectoryView(transaction, codec: engine.codec), isCenter: place.isCenter,
            device: place.device, now: SystemClock.now())
    }
}
