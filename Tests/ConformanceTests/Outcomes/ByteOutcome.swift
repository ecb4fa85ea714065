import CaseFile
import Causality
import Identity
import WireProtocol

@testable import Replication

/// Ids, hashes and signatures: the specification's sections 3, 4.3, 6.1 and 7.
enum ByteOutcome {
    static func key(_ input: FieldValue) throws -> FieldValue {
        guard let key = DeviceKey(x963: try input.bytes("key")) else { return .object(["valid": .bool(false)]) }
        return .object(["valid": .bool(true), "key_hash": .hex(key.hash.bytes), "node_id": .hex(key.device.bytes)])
    }

    static func changeID(_ input: FieldValue) throws -> FieldValue {
        let hash = Hash(of: try input.bytes("body"))
        return .object(["body_hash": .hex(hash.bytes), "change_id": .hex(hash.changeID.bytes)])
    }

    static func genesis(_ input: FieldValue) throws -> FieldValue {
        let bytes = try input.bytes("genesis")
        let segment = Wire.segment(scope: 2, replica: 2, first: 1, genesis: bytes)
        do {
            let response = try WireCodec.decodeResponse(Wire.response { $0.bytes(3, segment) })
            guard let genesis = response.segments.first?.genesis else { throw VectorError("no genesis was read") }
            return .object([
                "replica": .id(genesis.replica.rawValue), "key_hash": .hex(genesis.deviceKeyHash.bytes),
                "previous": .id(genesis.previous?.rawValue ?? 0),
                "heads": .array(
                    genesis.previousHeads.map {
                        .object([
                            "scope": .id($0.scope.rawValue), "seq": .digits($0.seq), "hash": .hex($0.hash.bytes),
                        ])
                    }),
                "chain_starts": .array(
                    try input.list("scopes").map {
                        .hex(genesis.chainStart(in: ScopeID(rawValue: try $0.readID())).bytes)
                    }),
            ])
        } catch is WireError {
            return .error("bad_message")
        }
    }

    static func chain(_ input: FieldValue) throws -> FieldValue {
        guard let genesis = Genesis(bytes: try input.bytes("genesis")) else { throw VectorError("no genesis") }
        let log = LogID(scope: ScopeID(rawValue: try input.id("scope")), replica: genesis.replica)
        var chain = LogChain(log: log, after: nil, genesis: genesis)
        var headers: [[UInt8]] = []
        var hashes: [[UInt8]] = []
        for body in try input.bytesList("bodies") {
            headers.append(chain.nextHeader(Hash(of: body)).bytes)
            hashes.append(chain.next(LogEntry(body: body)).position.hash.bytes)
        }
        return .object([
            "replica": .id(genesis.replica.rawValue), "start": .hex(genesis.chainStart(in: log.scope).bytes),
            "headers": .hexList(headers), "hashes": .hexList(hashes),
        ])
    }

    static func headSignature(_ input: FieldValue) throws -> FieldValue {
        guard let key = DeviceKey(x963: try input.bytes("key")), let hash = Hash(bytes: try input.bytes("hash")),
            let seq = UInt64(try input.text("seq"))
        else { throw VectorError("no head") }
        let log = LogID(
            scope: ScopeID(rawValue: try input.id("scope")), replica: ReplicaID(rawValue: try input.id("replica")))
        let head = SignedHead(
            position: LogPosition(log: log, seq: seq, hash: hash), signature: try input.bytes("signature"))
        return .object([
            "message": .hex(SignedHead.message(for: head.position)), "valid": .bool(head.isValid(for: key)),
        ])
    }

    static func inviteCode(_ input: FieldValue) throws -> FieldValue {
        do {
            let code = try InviteCode(typed: try input.text("typed"))
            return .object([
                "valid": .bool(true), "characters": .string(code.text), "verifier": .hex(code.verifier.bytes),
            ])
        } catch is InviteCodeError {
            return .object(["valid": .bool(false)])
        }
    }
}
