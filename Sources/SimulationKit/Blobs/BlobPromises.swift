import Causality
import ReplicaStore
import Replication

/// What machines have said of blobs, and so must keep: that one is held, or how much of one is on the disk.
struct BlobPromises {
    private struct Part: Hashable {
        let machine: String
        let blob: Hash
        let sender: RecordID
    }

    /// Blobs that each machine said to hold, in the order in which it did.
    private var held: [String: [Hash]] = [:]
    private var received: [Part: Int] = [:]
    /// The parts of which something was said, in this order.
    private var parts: [Part] = []

    mutating func holds(_ blob: Hash, at machine: String) {
        if !(held[machine]?.contains(blob) ?? false) { held[machine, default: []].append(blob) }
    }

    mutating func answered(_ state: BlobState, to sender: RecordID, at machine: String) {
        if state.isHeld { return holds(state.sha256, at: machine) }
        let part = Part(machine: machine, blob: state.sha256, sender: sender)
        if received.updateValue(state.received, forKey: part) == nil { parts.append(part) }
    }

    /// The disk of a machine is another now, and promises nothing.
    mutating func forget(_ machine: String) {
        held[machine] = nil
        for part in parts where part.machine == machine { received[part] = nil }
        parts.removeAll { $0.machine == machine }
    }

    /// Finds out whether a machine keeps what it said.
    func check(_ name: String, _ blobs: MachineBlobs) throws {
        for blob in held[name] ?? [] {
            guard blobs.store.holds(blob), try blobs.store.isSound(blob) else {
                throw SimulationFailure(.blob, "\(name) said to hold blob \(blob), and does not")
            }
        }
        for part in parts where part.machine == name && !blobs.store.holds(part.blob) {
            let here = blobs.store.received(part.blob, from: part.sender)
            guard here >= received[part] ?? 0 else {
                throw SimulationFailure(
                    .blob, "\(name) said to have \(received[part] ?? 0) bytes of blob \(part.blob), and has \(here)")
            }
        }
    }
}
