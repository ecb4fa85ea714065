import CaseWork
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
        // What came in with the request names its blobs only now.
        let desk = blobDesk
        response.blobs = try read { engine, transaction in
            try LocalNode.blobStates(request, from: caller.identity, desk, engine, transaction, start: .random())
        }
        return response
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
