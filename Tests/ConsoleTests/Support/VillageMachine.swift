import CaseWork
import Identity
import Node
import ReplicaStore
import WireProtocol

@testable import Replication

/// A machine of the village with a key of its own, whose changes are put into a center's store as if it had synced.
struct VillageMachine {
    let pair: DeviceKeyPair
    let scope: ScopeID

    /// Of which the directory may know nothing.
    init(pair: DeviceKeyPair, scope: ScopeID) {
        self.pair = pair
        self.scope = scope
    }

    var id: RecordID { pair.key.device }
    var path: String { "/board/machine/\(id)" }

    /// Writes it into the directory, with the right to write in the village.
    init(named name: String, in pages: PagesOfACenter) async throws {
        let pair = DeviceKeyPair.generate()
        let author = try await pages.administrator
        let village = try await pages.village
        try await pages.node.write { engine, transaction, environment in
            let draft = DirectoryDraft(codec: engine.codec, author: author)
            _ = try engine.save(
                [
                    draft.device(pair.key, name: name, role: "device", area: village.area, people: []),
                    draft.grant(
                        environment.newRecordID(), device: pair.key.device, scope: village.number, mayWrite: true),
                ], in: .directory, transaction, environment: environment)
        }
        self.pair = pair
        scope = village.number
    }

    /// Writes these bodies on the machine and brings them to the center.
    func deliver(_ bodies: [[UInt8]], to pages: PagesOfACenter) async throws {
        let segment = try segment(of: bodies)
        let outcome = try await pages.node.write { engine, transaction, _ in
            try engine.receive(segment, transaction)
        }
        guard outcome == .stored(bodies.count) else { throw NoAnswer(request: "\(outcome)") }
    }

    /// Writes these bodies on the machine: a log of its own.
    func segment(of bodies: [[UInt8]]) throws -> Segment {
        let storage = MemoryStorage()
        var engine = try storage.read {
            try ReplicaEngine(
                codec: ProtobufChangeCodec(), understoodKinds: [], anchors: TrustAnchors(keys: []), ownKey: pair.key,
                opening: $0)
        }
        let environment = NodeEnvironment(
            signer: pair, now: { 1_780_275_600_000 }, random: { UInt64.random(in: .min ... .max) })
        return try storage.write { transaction in
            let saved = try engine.appendOwn(
                bodies.map { LogEntry(body: $0) }, in: scope, transaction, environment: environment)
            let log = saved[0].position.log
            return Segment(
                log: log, firstSeq: 1, genesis: transaction.genesis(of: log.replica), entries: saved.map(\.entry),
                heads: transaction.signedHeads(of: log, in: 1...UInt64(saved.count)))
        }
    }

    /// A body without a record, as no program of today can read it.
    static func unreadableBody(_ salt: UInt64) -> [UInt8] {
        [0x11] + (0..<8).map { UInt8(truncatingIfNeeded: salt >> ($0 * 8)) }
    }
}

extension PagesOfACenter {
    /// The only village's scope.
    var village: DirectoryView.Scope {
        get async throws {
            try await inspect { access in
                guard let area = access.directory.areas.first(where: { $0.name == "练习一村" }),
                    let scope = access.directory.scope(ofArea: area.id)
                else { throw NoAnswer(request: "village") }
                return scope
            }
        }
    }

    /// Who wrote the records of a kind in the directory, in the order of their ids.
    func authors(of kind: RecordKind) async throws -> [RecordID] {
        try await inspect { access in
            try access.transaction.states(in: .directory).filter { $0.key.kind == kind }.flatMap { record in
                Set(record.state.registers.flatMap { $0.siblings.map(\.author) }).sorted()
            }
        }
    }

    /// The id of a person of the county.
    func person(named name: String) async throws -> RecordID {
        try await inspect { access in
            guard let user = access.directory.users.first(where: { $0.name == name }) else {
                throw NoAnswer(request: name)
            }
            return user.id
        }
    }
}
