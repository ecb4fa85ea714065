import Foundation
import Identity
import PeerTransport
import Replication
import WireProtocol

/// What goes past an upstream that may not read it: the restricted scopes of this machine for which the upstream has no
/// grant, sealed to the center and handed on by the upstream as bytes.
///
/// The files are those that are otherwise carried on a stick (`Bundles`): the same rules, and nothing that the node in
/// between could read, keep or change. `SyncProtocol/Decisions/2026-11-27-restricted-scopes.md`
struct SealedSync {
    /// How it went.
    struct Outcome: Hashable, Sendable {
        /// Scopes that went this way.
        var scopes = 0
        var changesSent = 0
        var changesReceived = 0
        /// Changes that are not known to be at the center.
        var waiting = 0
        /// A short stable name for why it did not come through; nil where it did.
        var failure: String?
    }

    /// A fork takes one round to be found, one for its probe and one for what was issued again.
    private static let roundsMax = 8

    let node: LocalNode
    let client: PeerClient

    /// Brings what waits and fetches what is new. A line that breaks behind the upstream is no failure of the sync: it is
    /// told, and tried again with the next one. Nil where nothing goes this way. Throws what the store throws.
    func run(past upstream: RecordID) async throws -> Outcome? {
        guard let way = try await node.sealedWay(past: upstream) else { return nil }
        var outcome = Outcome(scopes: way.scopes.count)
        let before = try await node.changesNotAtCounty(in: way.scopes)
        do {
            for _ in 0..<SealedSync.roundsMax {
                guard try await round(way, &outcome) else { break }
            }
        } catch let error as SyncFailure {
            if error == .cancelled { throw error }
            outcome.failure = error.code
        } catch let error as BundleTrouble {
            outcome.failure = error.code
        }
        outcome.waiting = try await node.changesNotAtCounty(in: way.scopes)
        outcome.changesSent = max(before - outcome.waiting, 0)
        return outcome
    }

    /// One set up and its answer down; whether there may be more.
    private func round(_ way: LocalNode.SealedWay, _ outcome: inout Outcome) async throws -> Bool {
        let made = try await node.makeSet(for: way.center, only: way.scopes, partBytes: BundleLimits.relayedBytes)
        defer { node.drop(made) }
        var mayBeMore = false
        for part in made.parts {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: part.path)))
            let answer = try await PeerCall(client: client).post(
                "/v1/relay", body: bytes, contentType: BundleLimits.contentType)
            let taken = try await node.takeSealedAnswer(answer.body)
            outcome.changesReceived += taken.received
            mayBeMore =
                taken.standing == .unfinished && (taken.received > 0 || part.path != made.parts.last?.path)
                || taken.isForked
        }
        return mayBeMore
    }
}
