import CaseWork
import Causality
import Identity
import Logging
import PeerServer
import ReplicaStore
import Replication
import WireProtocol

/// The upper side of an exchange.
extension LocalNode {
    /// Answers a downstream. An idle request only reads, and costs no fsync.
    func respond(to request: ExchangeRequest, from caller: PeerCaller) throws -> ExchangeResponse {
        let (node, peer, now) = (caller.identity.node, caller.identity.key.hash, SystemClock.now())
        contacts.note(request, from: node, version: caller.program?.text, at: now)
        // The county has to know now, and not at half past five.
        let raised = settings.upstream == nil ? [] : safetyAlarm.raised(in: request.segments, ProtobufChangeCodec())
        var isAlarming = false
        var written: PeerContacts?
        let before = contacts
        var response = try answer(request, from: peer) { response, engine, transaction in
            isAlarming = try LocalNode.keepAlarms(raised, engine, transaction)
            var known = before
            known.note(ContactFailure(response, to: peer, by: engine.authority, at: now), of: node)
            try known.keep(node, transaction)
            written = known
        }
        if let written {
            contacts = written
            contacts.isKept(node)
        } else {
            let answered = response
            let failure = try read { engine, _ in ContactFailure(answered, to: peer, by: engine.authority, at: now) }
            contacts.note(failure, of: node)
            try keepContact(of: node)
        }
        if isAlarming { syncWakeup.raise() }
        if !request.segments.isEmpty { followMoves() }
        // What came in with the request names its blobs only now.
        let desk = blobDesk
        response.blobs = try read { engine, transaction in
            try LocalNode.blobStates(request, from: caller.identity, desk, engine, transaction, start: .random())
        }
        return response
    }

    /// Answers a request that somebody carried: as one from the line, but that it may be late, or come twice.
    ///
    /// Also answers how many changes are new here. What the board knows of a later contact stands, and an alarm is raised
    /// by what is new alone.
    func respond(
        to request: ExchangeRequest, carriedIn set: BundleID, from caller: PeerCaller
    ) throws -> (response: ExchangeResponse, received: Int) {
        let (node, peer, now) = (caller.identity.node, caller.identity.key.hash, SystemClock.now())
        let isNews = contacts.note(request, carriedIn: set, from: node, version: caller.program?.text, at: now)
        let scopes = Set(request.segments.map(\.log.scope)).sorted()
        let before = try read { try LocalNode.changeCount(in: scopes, $0, $1) }
        let raised = settings.upstream == nil ? [] : safetyAlarm.raised(in: request.segments, ProtobufChangeCodec())
        var isAlarming = false
        let response = try answer(request, from: peer) { _, engine, transaction in
            isAlarming = try LocalNode.keepAlarms(raised, engine, transaction)
        }
        if isNews {
            contacts.note(
                try read { engine, _ in ContactFailure(response, to: peer, by: engine.authority, at: now) }, of: node)
        }
        if isAlarming { syncWakeup.raise() }
        let received = try read { try LocalNode.changeCount(in: scopes, $0, $1) } - before
        if received > 0 { followMoves() }
        return (response, received)
    }

    /// What the asker of a carried request would be handed next.
    func respond(toContinued request: ExchangeRequest, from caller: PeerCaller) throws -> ExchangeResponse {
        try answer(request, from: caller.identity.key.hash) { _, _, _ in }
    }

    /// All that was brought of a set is taken in: the same stick says nothing new any more.
    func noteTaken(_ set: BundleID, from caller: PeerCaller) throws {
        contacts.note(bundle: set, of: caller.identity.node)
        try keepContact(of: caller.identity.node)
    }

    /// What is said of the blobs that a carried request offered, now that they are in.
    func blobStates(_ request: ExchangeRequest, from caller: PeerCaller) throws -> [BlobState] {
        let desk = blobDesk
        return try read { engine, transaction in
            try LocalNode.blobStates(request, from: caller.identity, desk, engine, transaction, start: .random())
        }
    }

    private static func changeCount(
        in scopes: [ScopeID], _ engine: NodeEngine, _ transaction: SQLiteTransaction
    ) throws -> Int {
        try scopes.reduce(0) { sum, scope in
            try engine.vector(of: scope, in: transaction).entries.reduce(sum) { $0 + Int(clamping: $1.seq) }
        }
    }

    /// Remembers that a downstream tried in vain. What cannot be written down is no second failure of its request.
    func note(_ failure: ExchangeFailure, of caller: PeerCaller) {
        let node = caller.identity.node
        contacts.note(version: caller.program?.text, of: node)
        contacts.note(ContactFailure(code: failure.code, at: SystemClock.now()), of: node)
        do {
            try keepContact(of: node)
        } catch {
            logger.error("a failed exchange was not written down", metadata: ["type": "\(type(of: error))"])
        }
    }

    private func keepContact(of node: RecordID) throws {
        guard contacts.mustKeep(node) else { return }
        let known = contacts
        try write { _, transaction, _ in try known.keep(node, transaction) }
        contacts.isKept(node)
    }
}
