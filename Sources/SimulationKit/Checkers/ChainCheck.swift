import Causality
import Replication

/// Computes a chain from the specification (7.2) and not with the program's own types.
struct ChainCheck {
    private let log: LogID
    private var previous: Hash

    init(log: LogID, genesis: Genesis, after hash: Hash?) {
        self.log = log
        if let hash {
            previous = hash
        } else {
            var start = genesis.bytes
            ChainCheck.append(log.scope.rawValue, to: &start)
            previous = Hash(of: start)
        }
    }

    /// Whether the change stands where it says, with the hash and the id that follow from its bytes.
    mutating func follows(_ change: StoredChange) -> Bool {
        let body = Hash(of: change.body)
        var header: [UInt8] = [1, 1]
        for number in [log.scope.rawValue, log.replica.rawValue, change.position.seq] {
            ChainCheck.append(number, to: &header)
        }
        header += body.bytes + previous.bytes
        previous = Hash(of: header)
        return previous == change.position.hash && change.change.bytes == Array(body.bytes.prefix(16))
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
