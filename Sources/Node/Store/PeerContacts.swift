import Causality
import Foundation
import ReplicaStore
import Replication

/// When each downstream was last heard, with which program, how many changes of its own it said to have, and why it
/// failed last.
///
/// Kept in memory, and written with the changes that a contact brought: an idle contact costs no fsync, and a restart
/// forgets no more than the times of idle contacts.
struct PeerContacts {
    /// The last word of one downstream.
    struct Contact: Codable, Hashable, Sendable {
        /// Milliseconds since 1970 by this machine's clock; nil where it was never answered.
        var at: Int64?
        /// Height of each log that the downstream reported: scope, replica, seq.
        var heights: [Height] = []
        /// What it said of its program; nil where it said nothing that we know.
        var version: String?
        /// Nil since it succeeded.
        var failure: ContactFailure?
        /// The newest sets of bundles that came from it, the last one at the end.
        var bundles: [String]?
    }

    /// How many changes of one log somebody has.
    struct Height: Codable, Hashable, Sendable {
        let scope: UInt64
        let replica: UInt64
        let seq: UInt64
    }

    /// A machine that fails in the same way again and again is written so often: it must not keep the disk busy.
    private static let sameFailureMilliseconds: Int64 = 600_000

    /// Two months of a stick every other day.
    private static let bundlesMax = 32

    /// Looked up by device; never iterated.
    private var contacts: [RecordID: Contact] = [:]
    /// The same as the store has them.
    private var kept: [RecordID: Contact] = [:]

    init() {}

    /// Reads what was kept of these devices.
    init(devices: [RecordID], _ transaction: SQLiteTransaction) throws {
        for device in devices {
            guard let bytes = try transaction.localValue(PeerContacts.key(device)) else { continue }
            contacts[device] = try? JSONDecoder().decode(Contact.self, from: Data(bytes))
        }
        kept = contacts
    }

    subscript(device: RecordID) -> Contact? { contacts[device] }

    /// Takes a request in: of scopes whose vector it tells, the new heights replace the old.
    mutating func note(_ request: ExchangeRequest, from device: RecordID, version: String?, at now: Int64) {
        var contact = contacts[device] ?? Contact()
        contact.at = now
        contact.version = version
        for state in request.scopes {
            guard let vector = state.vector else { continue }
            contact.heights.removeAll { $0.scope == state.scope.rawValue }
            contact.heights += vector.entries.map {
                Height(scope: state.scope.rawValue, replica: $0.replica.rawValue, seq: $0.seq)
            }
        }
        contacts[device] = contact
    }

    /// Takes a request in that somebody carried, and answers whether it says anything newer than what is known.
    ///
    /// A stick may be late, or come twice: a set that came before, or that has less of anything than was heard since, is no
    /// word of today. No clock decides.
    mutating func note(
        _ request: ExchangeRequest, carriedIn set: BundleID, from device: RecordID, version: String?, at now: Int64
    ) -> Bool {
        let known = contacts[device]
        if known?.bundles?.contains(set.description) == true { return false }
        let told = Dictionary(request.scopes.map { ($0.scope.rawValue, $0.vector) }) { first, _ in first }
        let isOlder = known?.heights.contains { height in
            guard let vector = told[height.scope] ?? nil else { return false }
            return (vector[ReplicaID(rawValue: height.replica)]?.seq ?? 0) < height.seq
        }
        guard isOlder != true else { return false }
        note(request, from: device, version: version ?? known?.version, at: now)
        return true
    }

    /// The whole set has been answered: the same stick is no news any more.
    mutating func note(bundle set: BundleID, of device: RecordID) {
        let known = contacts[device]?.bundles ?? []
        guard !known.contains(set.description) else { return }
        contacts[device, default: Contact()].bundles = (known + [set.description]).suffix(PeerContacts.bundlesMax)
    }

    /// How it ended; nil where it did well.
    mutating func note(_ failure: ContactFailure?, of device: RecordID) {
        contacts[device, default: Contact()].failure = failure
    }

    /// What a machine said of its program in a request that came to nothing.
    mutating func note(version: String?, of device: RecordID) {
        contacts[device, default: Contact()].version = version
    }

    /// Whether something is new that a restart must not forget: the program, or a failure that began or ended.
    func mustKeep(_ device: RecordID) -> Bool {
        let (now, before) = (contacts[device], kept[device])
        guard now?.version == before?.version, now?.bundles == before?.bundles else { return true }
        switch (now?.failure, before?.failure) {
        case (nil, nil): return false
        case (let now?, let before?):
            return now.code != before.code || abs(now.at - before.at) >= PeerContacts.sameFailureMilliseconds
        default: return true
        }
    }

    /// Puts what is known of a device into the store.
    func keep(_ device: RecordID, _ transaction: SQLiteTransaction) throws {
        try transaction.setLocalValue(
            PeerContacts.key(device), try contacts[device].map { Array(try JSONEncoder().encode($0)) })
    }

    /// What was kept of the device is durable.
    mutating func isKept(_ device: RecordID) { kept[device] = contacts[device] }

    private static func key(_ device: RecordID) -> String { "contact/\(device)" }
}
