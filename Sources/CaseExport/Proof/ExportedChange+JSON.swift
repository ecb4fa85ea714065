import CaseFile
import Causality
import Replication

extension ExportedChange {
    var json: FieldValue {
        .object(
            [
                ("scope", .string(log.scope.description)), ("replica", .string(log.replica.description)),
                ("seq", .number(Int64(clamping: seq))), ("kind", .number(Int64(record.kind.rawValue))),
                ("record", .string(record.id.description)), ("change", .string(change.description)),
                ("standing", .string(standing.word)), ("masked", .bool(isMasked)),
                ("body", .string(Base64.encode(body))),
            ] + (origin.map { [("origin", $0.json)] } ?? []))
    }

    init(json: FieldValue, in reader: ProofReader) throws(ProofError) {
        let scope = ScopeID(rawValue: try reader.word("scope", of: json))
        log = LogID(scope: scope, replica: ReplicaID(rawValue: try reader.word("replica", of: json)))
        seq = try reader.number("seq", of: json)
        guard let kind = UInt32(exactly: try reader.number("kind", of: json)) else { throw reader.error("kind") }
        guard let id = RecordID(try reader.string("record", of: json)) else { throw reader.error("record") }
        record = RecordKey(scope: scope, kind: RecordKind(rawValue: kind), id: id)
        guard let bytes = Hexadecimal.decode(try reader.string("change", of: json)), let id = ChangeID(bytes: bytes)
        else { throw reader.error("change") }
        change = id
        let word = try reader.string("standing", of: json)
        guard let standing = Standing.allCases.first(where: { $0.word == word }) else {
            throw reader.error("standing")
        }
        self.standing = standing
        guard case .bool(let isMasked)? = json["masked"] else { throw reader.error("masked") }
        self.isMasked = isMasked
        body = try reader.bytes("body", of: json)
        if let value = json["origin"] {
            origin = try Origin(json: value, in: reader)
        } else {
            origin = nil
        }
    }
}

extension Standing {
    /// The stable word for programs.
    var word: String {
        switch self {
        case .applied: "applied"
        case .held: "held"
        case .unapplied: "unapplied"
        case .heldUnapplied: "held_unapplied"
        }
    }
}

extension Origin {
    fileprivate var json: FieldValue {
        .object([
            ("genesis", .string(Base64.encode(genesis.bytes))),
            ("headers", .string(Base64.encode(headers.flatMap(\.bytes)))),
            ("signature", .string(Base64.encode(head.signature))),
        ])
    }

    fileprivate init(json: FieldValue, in reader: ProofReader) throws(ProofError) {
        guard let genesis = Genesis(bytes: try reader.bytes("genesis", of: json)) else {
            throw reader.error("genesis")
        }
        let headers = try reader.headers(of: json)
        guard let last = headers.last else { throw reader.error("headers") }
        let end = LogPosition(
            log: LogID(scope: last.scope, replica: last.replica), seq: last.seq, hash: last.hash)
        self.init(
            genesis: genesis, headers: headers,
            head: SignedHead(position: end, signature: try reader.bytes("signature", of: json)))
    }
}

extension ProofReader {
    /// The headers of ninety bytes each, one behind the other.
    fileprivate func headers(of json: FieldValue) throws(ProofError) -> [ChangeHeader] {
        let bytes = try bytes("headers", of: json)
        guard bytes.count.isMultiple(of: ChangeHeader.byteCount) else { throw error("headers") }
        var headers: [ChangeHeader] = []
        for start in stride(from: 0, to: bytes.count, by: ChangeHeader.byteCount) {
            guard let header = ChangeHeader(bytes: Array(bytes[start..<start + ChangeHeader.byteCount])) else {
                throw error("headers")
            }
            headers.append(header)
        }
        return headers
    }
}

extension LogEvidence {
    var json: FieldValue {
        .object([
            ("scope", .string(log.scope.description)), ("replica", .string(log.replica.description)),
            ("genesis", .string(Base64.encode(genesis.bytes))),
            ("headers", .string(Base64.encode(headers.flatMap(\.bytes)))),
            (
                "heads",
                .array(
                    heads.map { head in
                        .object([
                            ("seq", .number(Int64(clamping: head.position.seq))),
                            ("hash", .string(head.position.hash.description)),
                            ("signature", .string(Base64.encode(head.signature))),
                        ])
                    })
            ),
        ])
    }

    init(json: FieldValue, in reader: ProofReader) throws(ProofError) {
        let log = LogID(
            scope: ScopeID(rawValue: try reader.word("scope", of: json)),
            replica: ReplicaID(rawValue: try reader.word("replica", of: json)))
        guard let genesis = Genesis(bytes: try reader.bytes("genesis", of: json)) else {
            throw reader.error("genesis")
        }
        self.log = log
        self.genesis = genesis
        headers = try reader.headers(of: json)
        heads = try reader.list("heads", of: json) { (item) throws(ProofError) in
            guard let hash = Hash(try reader.string("hash", of: item)) else { throw reader.error("hash") }
            return SignedHead(
                position: LogPosition(log: log, seq: try reader.number("seq", of: item), hash: hash),
                signature: try reader.bytes("signature", of: item))
        }
    }
}
