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
        let before = contacts
        let desk = blobDesk
        var response: ExchangeResponse
        // A center that was put back has no replica yet, and its receipts name one.
        let mustMint = try isCenter && read { try $1.currentReplica() } == nil
        if request.segments.isEmpty, !mustMint {
            let failure: ContactFailure?
            (response, failure) = try read { [self] engine, transaction in
                var reading = engine
                var response = try reading.respond(to: request, from: peer, transaction, environment: environment)
                response.blobs = try LocalNode.blobStates(
                    request, from: caller.identity, desk, engine, transaction, start: .random())
                return (response, ContactFailure(response, to: peer, by: engine.authority, at: now))
            }
            contacts.note(failure, of: node)
            try keepContact(of: node)
        } else {
            (response, contacts) = try write { engine, transaction, environment in
                let response = try engine.respond(to: request, from: peer, transaction, environment: environment)
                var known = before
                known.note(ContactFailure(response, to: peer, by: engine.authority, at: now), of: node)
                try known.keep(node, transaction)
                return (response, known)
            }
            contacts.isKept(node)
            // What came in with the request names its blobs only now.
            response.blobs = try read { engine, transaction in
                try LocalNode.blobStates(
                    request, from: caller.identity, desk, engine, transaction, start: .random())
            }
        }
        try flushWitness()
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
