import CaseFile
import Causality
import WireProtocol

@testable import Replication

/// What a signature proves about a receipt or a first issue: the specification's sections 13 and 14.
enum ReceiptOutcome {
    static func receipt(_ input: FieldValue) throws -> FieldValue {
        let anchors = TrustAnchors(
            keys: try input.bytesList("anchors").map {
                guard let key = DeviceKey(x963: $0) else { throw VectorError("no key") }
                return key
            })
        let message = try input.bytes("receipt")
        do {
            let response = try WireCodec.decodeResponse(Wire.response { $0.bytes(5, message) })
            guard let receipt = response.receipts.first else { throw VectorError("no receipt was read") }
            let isValid = anchors.key(receipt.signerKeyHash).map { receipt.isValid(for: $0) } ?? false
            return .object(["message": .hex(receipt.message), "valid": .bool(isValid)])
        } catch let error as WireError {
            return .error(MessageOutcome.word(error))
        }
    }

    /// Which of two receipts stands, the second of which came later.
    static func order(_ input: FieldValue) throws -> FieldValue {
        let receipts = try ["held", "arrived"].map { name in
            let message = try input.bytes(name)
            return try WireCodec.decodeResponse(Wire.response { $0.bytes(5, message) }).receipts[0]
        }
        return .object(["stands": .string(receipts[1].isSuperseded(by: receipts[0]) ? "held" : "arrived")])
    }

    static func origin(_ input: FieldValue) throws -> FieldValue {
        guard let key = DeviceKey(x963: try input.bytes("key")) else { throw VectorError("no key") }
        let entry = try Wire.message {
            $0.bytes(1, try input.bytes("body"))
            $0.bytes(2, try input.bytes("origin"))
        }
        let segment = Wire.segment(scope: 9, replica: 9, first: 1, entries: [entry])
        do {
            let response = try WireCodec.decodeResponse(Wire.response { $0.bytes(3, segment) })
            guard let origin = response.segments.first?.entries.first?.origin else { throw VectorError("no origin") }
            let proves = origin.proves(bodyHash: Hash(of: try input.bytes("body")), signedBy: key)
            return .object([
                "headers": .count(origin.headers.count), "scope": .id(origin.position?.scope.rawValue ?? 0),
                "proves": .bool(proves),
            ])
        } catch let error as WireError {
            return .error(MessageOutcome.word(error))
        }
    }
}
