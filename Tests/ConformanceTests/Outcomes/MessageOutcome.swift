import CaseFile
import Causality
import Replication
import WireProtocol

@testable import PeerServer

/// Frames and whole messages: the specification's sections 5, 12, 15 and 16.
enum MessageOutcome {
    static func frame(_ input: FieldValue) throws -> FieldValue {
        do throws(FrameError) {
            let message = try Frame.decode(bytes(input, "frame"))
            return .object(["length": .count(message.count), "sha256": .hex(Hash(of: message).bytes)])
        } catch {
            return .error(PeerErrorCode(error).rawValue)
        }
    }

    static func request(_ input: FieldValue) throws -> FieldValue {
        do throws(WireError) {
            let (request, sender) = try WireCodec.decodeRequestAndSender(bytes(input, "message"))
            return .object([
                "scopes": .array(request.scopes.map { .id($0.scope.rawValue) }),
                "vectors": .count(request.scopes.filter { $0.vector != nil }.count),
                "segments": .array(request.segments.map(segment)),
                "probes": .array(
                    request.probes.map { probe in
                        .object([
                            "scope": .id(probe.log.scope.rawValue), "replica": .id(probe.log.replica.rawValue),
                            "seqs": .array(probe.places.map { .digits($0.seq) }),
                        ])
                    }),
                "response_bytes": .count(request.responseBytes),
                "replica": sender.map { .id($0.rawValue) } ?? .null,
                "receipt_issuers": .array(request.receiptIssuers.map { .id($0.rawValue) }),
                "blobs": .array(request.blobs.map { .hex($0.bytes) }),
            ])
        } catch {
            return .error(word(error))
        }
    }

    static func response(_ input: FieldValue) throws -> FieldValue {
        do throws(WireError) {
            let response = try WireCodec.decodeResponse(bytes(input, "message"))
            return .object([
                "scopes": .array(response.scopes.map { .id($0.scope.rawValue) }),
                "segments": .array(response.segments.map(segment)), "forks": .array(response.forks.map(log)),
                "receipts": .count(response.receipts.count),
                "refusals": .array(
                    response.refusals.map {
                        .object([
                            "scope": .id($0.scope.rawValue), "replica": $0.replica.map { .id($0.rawValue) } ?? .null,
                            "reason": .string(StoreOutcome.word($0.reason)),
                        ])
                    }),
                "blobs": .array(
                    response.blobs.map {
                        .object([
                            "sha256": .hex($0.sha256.bytes), "received": .count($0.received), "held": .bool($0.isHeld),
                        ])
                    }),
                "has_more": .bool(response.hasMore), "server_time": .digits(response.serverTime),
            ])
        } catch {
            return .error(word(error))
        }
    }

    /// The bodies of a segment that has nothing but columns.
    static func bodyColumns(_ input: FieldValue) throws -> FieldValue {
        let entries = [[UInt8]](repeating: [], count: try input.number("entries"))
        let segment =
            Wire.segment(scope: 9, replica: 8, first: 1, entries: entries)
            + Wire.message { $0.bytes(7, bytes(input, "columns")) }
        do throws(WireError) {
            let response = try WireCodec.decodeResponse(Wire.response { $0.bytes(3, segment) })
            return .object(["bodies": .hexList(response.segments.flatMap(\.entries).map(\.body))])
        } catch {
            return .error(word(error))
        }
    }

    static func errorBody(_ input: FieldValue) throws -> FieldValue {
        do throws(WireError) {
            let error = try WireCodec.decodeErrorBody(bytes(input, "message"))
            return .object([
                "code": .string(error.code), "sentence_bytes": .count(error.message.utf8.count),
                "retry_after_seconds": error.retryAfterSeconds.map { .count(Int($0)) } ?? .null,
            ])
        } catch {
            return .error(word(error))
        }
    }

    /// The word of section 15, by the table that the server uses.
    static func word(_ error: WireError) -> String { PeerErrorCode(error).rawValue }

    private static func segment(_ segment: Segment) -> FieldValue {
        .object([
            "scope": .id(segment.log.scope.rawValue), "replica": .id(segment.log.replica.rawValue),
            "first_seq": .digits(segment.firstSeq), "entries": .count(segment.entries.count),
            "origins": .count(segment.entries.filter { $0.origin != nil }.count),
            "heads": .array(segment.heads.map { .digits($0.position.seq) }),
            "genesis": .bool(segment.genesis != nil),
        ])
    }

    private static func log(_ log: LogID) -> FieldValue {
        .object(["scope": .id(log.scope.rawValue), "replica": .id(log.replica.rawValue)])
    }

    /// A vector file's fault is the test's, not the message's.
    private static func bytes(_ input: FieldValue, _ name: String) -> [UInt8] {
        do { return try input.bytes(name) } catch { preconditionFailure("\(error)") }
    }
}
