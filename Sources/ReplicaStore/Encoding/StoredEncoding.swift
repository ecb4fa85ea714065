package import Causality
package import Replication

/// How the store keeps what is neither a body nor a state: evidence, staged segments, vectors.
///
/// ```
/// vector   version 1 ‖ count, then 24 bytes for each entry (VersionVector.canonicalBytes)
/// head     scope 8 ‖ replica 8 ‖ seq 8 ‖ hash 32 ‖ length, signature
/// origin   version 1 ‖ length, genesis ‖ count, count × header (90) ‖ head
/// segment  version 1 ‖ scope 8 ‖ replica 8 ‖ first seq 8 ‖ has genesis 1 (‖ length, genesis)
///            ‖ count, count × (length, body ‖ has origin 1 (‖ length, origin)) ‖ count, count × head
/// ```
/// Numbers are big endian; counts and lengths are unsigned LEB128. Local to a store, so that neither a wire format nor
/// its limits bind it. Decoding throws `StorageCorruption` for anything but what encoding wrote.
package enum StoredEncoding {
    static let version: UInt8 = 1

    // MARK: Vector

    package static func encode(_ vector: VersionVector) -> [UInt8] {
        var bytes: [UInt8] = [version]
        bytes.append(varint: UInt64(vector.entries.count))
        return bytes + vector.canonicalBytes
    }

    package static func vector(_ bytes: [UInt8]) throws(StorageCorruption) -> VersionVector {
        var reader = StoredReader(bytes, what: "a version vector")
        try reader.version(version)
        var entries: [VersionVector.Entry] = []
        for _ in 0..<(try reader.count()) {
            entries.append(
                .init(replica: ReplicaID(rawValue: try reader.word()), seq: try reader.word(), tag: try reader.word()))
        }
        try reader.end()
        guard let vector = VersionVector(entries), vector.entries == entries else {
            throw reader.damage("is not in order")
        }
        return vector
    }

    // MARK: Replicas

    package static func encode(_ replicas: [ReplicaID]) -> [UInt8] {
        var bytes: [UInt8] = [version]
        bytes.append(varint: UInt64(replicas.count))
        for replica in replicas { bytes.append(bigEndian: replica.rawValue) }
        return bytes
    }

    package static func replicas(_ bytes: [UInt8]) throws(StorageCorruption) -> [ReplicaID] {
        var reader = StoredReader(bytes, what: "a list of replicas")
        try reader.version(version)
        var replicas: [ReplicaID] = []
        for _ in 0..<(try reader.count()) { replicas.append(ReplicaID(rawValue: try reader.word())) }
        try reader.end()
        return replicas
    }

    // MARK: Origin

    package static func encode(_ origin: Origin) -> [UInt8] {
        var bytes: [UInt8] = [version]
        append(origin.genesis.bytes, to: &bytes)
        bytes.append(varint: UInt64(origin.headers.count))
        for header in origin.headers { bytes += header.bytes }
        append(origin.head, to: &bytes)
        return bytes
    }

    package static func origin(_ bytes: [UInt8]) throws(StorageCorruption) -> Origin {
        var reader = StoredReader(bytes, what: "the evidence of a re-issued change")
        try reader.version(version)
        let genesis = try genesis(&reader)
        var headers: [ChangeHeader] = []
        for _ in 0..<(try reader.count()) {
            guard let header = ChangeHeader(bytes: try reader.bytes(ChangeHeader.byteCount)) else {
                throw reader.damage("holds an unreadable header")
            }
            headers.append(header)
        }
        let head = try head(&reader)
        try reader.end()
        return Origin(genesis: genesis, headers: headers, head: head)
    }

    // MARK: Segment

    package static func encode(_ segment: Segment) -> [UInt8] {
        var bytes: [UInt8] = [version]
        bytes.reserveCapacity(segment.byteCount + 256)
        bytes.append(bigEndian: segment.log.scope.rawValue)
        bytes.append(bigEndian: segment.log.replica.rawValue)
        bytes.append(bigEndian: segment.firstSeq)
        append(segment.genesis?.bytes, to: &bytes)
        bytes.append(varint: UInt64(segment.entries.count))
        for entry in segment.entries {
            append(entry.body, to: &bytes)
            append(entry.origin.map(encode), to: &bytes)
        }
        bytes.append(varint: UInt64(segment.heads.count))
        for head in segment.heads { append(head, to: &bytes) }
        return bytes
    }

    package static func segment(_ bytes: [UInt8]) throws(StorageCorruption) -> Segment {
        var reader = StoredReader(bytes, what: "a staged segment")
        try reader.version(version)
        let log = LogID(scope: ScopeID(rawValue: try reader.word()), replica: ReplicaID(rawValue: try reader.word()))
        let firstSeq = try reader.word()
        let genesis = try isPresent(&reader) ? try genesis(&reader) : nil
        var entries: [LogEntry] = []
        for _ in 0..<(try reader.count()) {
            let body = try reader.prefixedBytes()
            entries.append(LogEntry(body: body, origin: try isPresent(&reader) ? origin(reader.prefixedBytes()) : nil))
        }
        var heads: [SignedHead] = []
        for _ in 0..<(try reader.count()) { heads.append(try head(&reader)) }
        try reader.end()
        return Segment(log: log, firstSeq: firstSeq, genesis: genesis, entries: entries, heads: heads)
    }

    // MARK: Parts

    private static func append(_ part: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(varint: UInt64(part.count))
        bytes += part
    }

    private static func append(_ part: [UInt8]?, to bytes: inout [UInt8]) {
        bytes.append(part == nil ? 0 : 1)
        if let part { append(part, to: &bytes) }
    }

    private static func append(_ head: SignedHead, to bytes: inout [UInt8]) {
        bytes.append(bigEndian: head.position.scope.rawValue)
        bytes.append(bigEndian: head.position.replica.rawValue)
        bytes.append(bigEndian: head.position.seq)
        head.position.hash.append(to: &bytes)
        append(head.signature, to: &bytes)
    }

    private static func isPresent(_ reader: inout StoredReader) throws(StorageCorruption) -> Bool {
        switch try reader.byte() {
        case 0: return false
        case 1: return true
        case let mark: throw reader.damage("holds the mark \(mark) in place of 0 or 1")
        }
    }

    private static func genesis(_ reader: inout StoredReader) throws(StorageCorruption) -> Genesis {
        guard let genesis = Genesis(bytes: try reader.prefixedBytes()) else {
            throw reader.damage("holds an unreadable genesis")
        }
        return genesis
    }

    private static func head(_ reader: inout StoredReader) throws(StorageCorruption) -> SignedHead {
        let log = LogID(scope: ScopeID(rawValue: try reader.word()), replica: ReplicaID(rawValue: try reader.word()))
        let position = LogPosition(log: log, seq: try reader.word(), hash: try reader.hash())
        return SignedHead(position: position, signature: try reader.prefixedBytes())
    }
}
