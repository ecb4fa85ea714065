import Causality
import FoundationEssentials
import Replication

extension Tingsu_V1_Segment {
    init(_ segment: Segment, inColumns: Bool = false) {
        self.init()
        scope = segment.log.scope.rawValue
        replica = segment.log.replica.rawValue
        firstSeq = segment.firstSeq
        entries = segment.entries.map { Tingsu_V1_LogEntry($0) }
        heads = segment.heads.map { Tingsu_V1_SignedHead($0) }
        if let genesis = segment.genesis { self.genesis = Data(genesis.bytes) }
        if inColumns { moveBodiesToColumns() }
    }

    /// A segment whose numbers cannot overflow and whose heads lie within it, by rising seq. `room` is how many bytes of
    /// bodies in columns the message may still have.
    func segment(room: inout Int) throws(WireError) -> Segment {
        let log = LogID(
            scope: try Field.scope(scope, "Segment.scope"), replica: try Field.replica(replica, "Segment.replica"))
        let first = try Field.seq(firstSeq, "Segment.first_seq")
        guard UInt64(entries.count) <= WireLimits.seq - first else {
            throw .invalid("Segment.first_seq", "is \(first), too high for \(entries.count) entries")
        }
        var previous: UInt64?
        for head in heads {
            guard head.seq >= first, head.seq - first < UInt64(entries.count), previous.map({ $0 < head.seq }) ?? true
            else {
                throw .invalid("Segment.heads", "has seq \(head.seq), out of order or outside the segment")
            }
            previous = head.seq
        }
        return Segment(
            log: log, firstSeq: first,
            genesis: genesis.isEmpty ? nil : try Field.genesis(genesis, "Segment.genesis"),
            entries: try logEntries(room: &room),
            heads: try heads.map { head throws(WireError) in try head.head(of: log) })
    }

    private func logEntries(room: inout Int) throws(WireError) -> [LogEntry] {
        let read = try entries.map { entry throws(WireError) in try entry.entry() }
        guard hasColumns else { return read }
        var bodies = try columns.bodies(count: read.count { $0.body.isEmpty }, room: &room)[...]
        return read.map { entry in
            guard entry.body.isEmpty, let body = bodies.popFirst() else { return entry }
            return LogEntry(body: body, origin: entry.origin)
        }
    }
}

extension Tingsu_V1_SignedHead {
    init(_ head: SignedHead) {
        self.init()
        seq = head.position.seq
        hash = Data(head.position.hash.bytes)
        signature = Data(head.signature)
    }

    func head(of log: LogID) throws(WireError) -> SignedHead {
        SignedHead(
            position: LogPosition(
                log: log, seq: try Field.seq(seq, "SignedHead.seq"), hash: try Field.hash(hash, "SignedHead.hash")),
            signature: try Field.signature(signature, "SignedHead.signature"))
    }
}

extension Tingsu_V1_LogEntry {
    init(_ entry: LogEntry) {
        self.init()
        body = Data(entry.body)
        if let origin = entry.origin { self.origin = Tingsu_V1_Origin(origin) }
    }

    func entry() throws(WireError) -> LogEntry {
        try WireError.check(body.count, limit: Limits.bodyBytes, of: "LogEntry.body")
        return LogEntry(body: [UInt8](copying: body), origin: hasOrigin ? try origin.origin() : nil)
    }
}

extension Tingsu_V1_Origin {
    init(_ origin: Origin) {
        self.init()
        genesis = Data(origin.genesis.bytes)
        headers = Data(origin.headers.flatMap(\.bytes))
        head = Tingsu_V1_SignedHead(origin.head)
    }

    /// The evidence with its parts readable; whether it proves anything, `Origin.proves` says.
    func origin() throws(WireError) -> Origin {
        let size = ChangeHeader.byteCount
        guard headers.count.isMultiple(of: size), !headers.isEmpty else {
            throw .invalid("Origin.headers", "has \(headers.count) bytes, not a multiple of \(size)")
        }
        try WireError.check(headers.count / size, limit: Limits.originHeaders, of: "Origin.headers")
        let bytes = [UInt8](copying: headers)
        var parsed: [ChangeHeader] = []
        parsed.reserveCapacity(bytes.count / size)
        for start in stride(from: 0, to: bytes.count, by: size) {
            guard let header = ChangeHeader(bytes: Array(bytes[start..<start + size])), header.scope.rawValue != 0,
                (1...WireLimits.seq).contains(header.seq)
            else { throw .invalid("Origin.headers", "has no valid header at byte \(start)") }
            parsed.append(header)
        }
        return Origin(
            genesis: try Field.genesis(genesis, "Origin.genesis"), headers: parsed,
            head: try head.head(of: LogID(scope: parsed[0].scope, replica: parsed[0].replica)))
    }
}
