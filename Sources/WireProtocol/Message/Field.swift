import Causality
import FoundationEssentials
import Replication

/// Reads single fields of received messages; each error names the field.
enum Field {
    static func scope(_ raw: UInt64, _ field: StaticString) throws(WireError) -> ScopeID {
        guard raw != 0 else { throw .invalid(field, "is 0 or missing") }
        return ScopeID(rawValue: raw)
    }

    /// Of two vectors of one scope none would be the right one.
    static func eachOnce(_ scopes: [ScopeID], _ field: StaticString) throws(WireError) {
        let named = scopes.sorted()
        for (left, right) in zip(named, named.dropFirst()) where left == right {
            throw .invalid(field, "names scope \(left) twice")
        }
    }

    static func replica(_ raw: UInt64, _ field: StaticString) throws(WireError) -> ReplicaID {
        guard raw != 0 else { throw .invalid(field, "is 0 or missing") }
        return ReplicaID(rawValue: raw)
    }

    /// Rising, each once.
    static func replicas(_ raw: [UInt64], limit: Int, _ field: StaticString) throws(WireError) -> [ReplicaID] {
        try WireError.check(raw.count, limit: limit, of: field)
        var last: UInt64 = 0
        for number in raw {
            guard number > last else { throw .invalid(field, "has a replica that is 0, twice or out of order") }
            last = number
        }
        return raw.map { ReplicaID(rawValue: $0) }
    }

    /// Rising, each once.
    static func rising(_ values: [some Comparable], _ field: StaticString) throws(WireError) {
        for (left, right) in zip(values, values.dropFirst()) where left >= right {
            throw .invalid(field, "has a value twice or out of order")
        }
    }

    static func seq(_ raw: UInt64, _ field: StaticString) throws(WireError) -> UInt64 {
        guard (1...WireLimits.seq).contains(raw) else {
            throw .invalid(field, "is \(raw), not a number from 1 to 2^63-1")
        }
        return raw
    }

    static func hash(_ data: Data, _ field: StaticString) throws(WireError) -> Hash {
        guard data.count == 32 else { throw .invalid(field, "has \(data.count) bytes, not 32") }
        return data.withUnsafeBytes {
            Hash(
                words: (
                    $0.bigEndianWord(at: 0), $0.bigEndianWord(at: 8), $0.bigEndianWord(at: 16), $0.bigEndianWord(at: 24)
                ))
        }
    }

    static func id(_ data: Data, _ field: StaticString) throws(WireError) -> RecordID {
        guard let id = RecordID(wire: data) else { throw .invalid(field, "has \(data.count) bytes, not 16") }
        return id
    }

    static func bundleID(_ data: Data, _ field: StaticString) throws(WireError) -> BundleID {
        guard let id = BundleID(bytes: [UInt8](copying: data)) else {
            throw .invalid(field, "has \(data.count) bytes, not 16")
        }
        return id
    }

    static func signature(_ data: Data, _ field: StaticString) throws(WireError) -> [UInt8] {
        guard data.count == SignedHead.signatureByteCount else {
            throw .invalid(field, "has \(data.count) bytes, not \(SignedHead.signatureByteCount)")
        }
        return [UInt8](copying: data)
    }

    static func genesis(_ data: Data, _ field: StaticString) throws(WireError) -> Genesis {
        guard let genesis = Genesis(bytes: [UInt8](copying: data)) else { throw .invalid(field, "is not a genesis") }
        for head in genesis.previousHeads { _ = try seq(head.seq, field) }
        return genesis
    }

    static func text(_ text: String, limit: Int, _ field: StaticString) throws(WireError) -> String {
        try WireError.check(text.utf8.count, limit: limit, of: field)
        return text
    }

    static func requiredText(_ text: String, limit: Int, _ field: StaticString) throws(WireError) -> String {
        guard !text.isEmpty else { throw .invalid(field, "is missing") }
        return try Field.text(text, limit: limit, field)
    }
}
