import Causality
import Foundation
import ReplicaStore
import Replication

/// When each downstream was last heard, and how many changes of its own it said to have.
///
/// Kept in memory, and written with the changes that a contact brought: an idle contact costs no fsync, and a restart
/// forgets no more than idle contacts.
struct PeerContacts {
    /// The last word of one downstream.
    struct Contact: Codable, Sendable {
        /// Milliseconds since 1970 by this machine's clock.
        var at: Int64
        /// Height of each log that the downstream reported: scope, replica, seq.
        var heights: [Height]
    }

    /// How many changes of one log somebody has.
    struct Height: Codable, Hashable, Sendable {
        let scope: UInt64
        let replica: UInt64
        let seq: UInt64
    }

    /// Looked up by device; never iterated.
    private var contacts: [RecordID: Contact] = [:]

    init() {}

    /// Reads what was kept of these devices.
    init(devices: [RecordID], _ transaction: SQLiteTransaction) throws {
        for device in devices {
            guard let bytes = try transaction.localValue(PeerContacts.key(device)) else { continue }
            contacts[device] = try? JSONDecoder().decode(Contact.self, from: Data(bytes))
        }
    }

    subscript(device: RecordID) -> Contact? { contacts[device] }

    /// Takes a request in: of scopes whose vector it tells, the new heights replace the old.
    mutating func note(_ request: ExchangeRequest, from device: RecordID, at now: Int64) {
        var contact = contacts[device] ?? Contact(at: now, heights: [])
        contact.at = now
        for state in request.scopes {
            guard let vector = state.vector else { continue }
            contact.heights.removeAll { $0.scope == state.scope.rawValue }
            contact.heights += vector.entries.map {
                Height(scope: state.scope.rawValue, replica: $0.replica.rawValue, seq: $0.seq)
            }
        }
        contacts[device] = contact
    }

    /// What to keep of a device, as a local value of the store.
    func encoded(of device: RecordID) throws -> (key: String, value: [UInt8]) {
        (PeerContacts.key(device), Array(try JSONEncoder().encode(contacts[device])))
    }

    private static func key(_ device: RecordID) -> String { "contact/\(device)" }
}
