import CaseFile
import CaseStore
import CaseWork
import Identity
import ReplicaStore
import Replication
import WireProtocol

// The case file in this program's encoding.
typealias CaseAccess = CaseWork.CaseAccess<ProtobufChangeCodec>
typealias RecordTitles = CaseWork.RecordTitles<ProtobufChangeCodec>
typealias RecordNaming = CaseWork.RecordNaming<ProtobufChangeCodec>
typealias FieldNaming = CaseWork.FieldNaming<ProtobufChangeCodec>

extension LocalNode {
    /// Reads case files on one consistent state.
    func inspect<Result: Sendable>(_ body: @Sendable (CaseAccess) throws -> Result) throws -> Result {
        let place = (catalog, isCenter, credentials.keyPair.key, directory)
        return try read { engine, transaction in
            try body(LocalNode.access(engine, transaction, place))
        }
    }

    /// Writes case files as a person whose id is known; where `body` throws, nothing is written.
    func record<Result: Sendable>(
        by author: RecordID, _ body: @Sendable (CaseAccess, inout CaseWriting<ProtobufChangeCodec>) throws -> Result
    ) throws -> Result {
        try record(as: Speaker(author: author.description)) { access, _, writing in try body(access, &writing) }
    }

    /// Writes case files; where `body` throws, nothing is written. `body` gets the state before, the author and the
    /// writing to save with.
    func record<Result: Sendable>(
        as speaker: Speaker,
        _ body: @Sendable (CaseAccess, RecordID, inout CaseWriting<ProtobufChangeCodec>) throws -> Result
    ) throws -> Result {
        let place = (catalog, isCenter, credentials.keyPair.key, directory)
        let (alarm, hasUpstream) = (safetyAlarm, settings.upstream != nil)
        let (result, isAlarming) = try write { engine, transaction, environment in
            let access = try LocalNode.access(engine, transaction, place)
            let people = try speaker.resolve(access)
            var writing = CaseWriting(
                engine: engine, transaction: transaction, catalog: access.catalog, directory: access.directory,
                environment: environment, author: people.author, enteredBy: people.enteredBy)
            let result = try body(access, people.author, &writing)
            engine = writing.engine
            let codec = engine.codec
            let raised = writing.changes.filter { change in
                hasUpstream && change.entry.content(codec).map { alarm.isRaised(by: $0, codec) } ?? false
            }
            let alarms = raised.map { WaitingAlarms.Alarm(of: $0.record, by: $0.change) }
            return (result, try LocalNode.keepAlarms(alarms, engine, transaction))
        }
        if isAlarming { syncWakeup.raise() }
        followMoves()
        return result
    }

    /// Takes a file in; where `body` throws, nothing is written.
    func receive<Result: Sendable>(
        as speaker: Speaker,
        _ body: @Sendable (CaseAccess, Speaker.People, inout NodeEngine, NodeEnvironment) throws -> Result
    ) throws -> Result {
        let place = (catalog, isCenter, credentials.keyPair.key, directory)
        return try write { engine, transaction, environment in
            let access = try LocalNode.access(engine, transaction, place)
            return try body(access, try speaker.resolve(access), &engine, environment)
        }
    }

    /// Makes the access of a transaction.
    nonisolated var moveAccess: @Sendable (NodeEngine, SQLiteTransaction) throws -> CaseAccess {
        let place = (catalog, isCenter, credentials.keyPair.key, directory)
        return { try LocalNode.access($0, $1, place) }
    }

    private static func access(
        _ engine: NodeEngine, _ transaction: SQLiteTransaction,
        _ place: (program: Catalog, isCenter: Bool, device: DeviceKey, directory: DirectoryMemory)
    ) throws -> CaseAccess {
        let now = SystemClock.now()
        let county = try place.directory.county(
            transaction, codec: engine.codec, program: place.program, on: ShanghaiTime(instant: now)?.date)
        return CaseAccess(
            engine: engine, transaction: transaction, catalog: county.catalog,
            directory: try place.directory.view(transaction, codec: engine.codec), isCenter: place.isCenter,
            device: place.device, now: now)
    }
}
