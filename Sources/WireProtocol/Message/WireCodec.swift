public import Causality
public import Replication
import SwiftProtobuf

/// The messages between nodes as bytes, `SyncProtocol/v1`; each goes into a `Frame`.
///
/// Decoding validates: what it returns is within `Limits` and `WireLimits`, its vectors are sorted, its numbers cannot
/// overflow. It does not verify signatures or chains, which is the engine's part. Fields that this version does not
/// know are ignored. The same message has the same bytes in every run.
///
/// Source: DESIGN.md section 6.
public enum WireCodec {
    /// The version that this program writes and reads.
    public static let protocolVersion: UInt32 = 1

    /// The request's bytes. `sender` is the replica that writes at this node, where one does. `inColumns` takes bodies
    /// apart, a sixth less on the wire: only for who has said to read columns.
    public static func encode(
        _ request: ExchangeRequest, sender: ReplicaID? = nil, inColumns: Bool = false
    ) -> [UInt8] {
        let bytes = Tingsu_V1_ExchangeRequest(request, sender: sender, inColumns: inColumns).wireBytes
        if !inColumns || MessageShape.request.isWithinLimits(bytes) { return bytes }
        return Tingsu_V1_ExchangeRequest(request, sender: sender, inColumns: false).wireBytes
    }

    /// Reads a request; throws `WireError` naming the message and field.
    public static func decodeRequest(_ bytes: [UInt8]) throws(WireError) -> ExchangeRequest {
        try decodeRequestAndSender(bytes).request
    }

    /// The request together with the replica that says to write at its sender; nil where none was stated.
    public static func decodeRequestAndSender(
        _ bytes: [UInt8]
    ) throws(WireError) -> (request: ExchangeRequest, sender: ReplicaID?) {
        try MessageShape.request.checkCounts(in: bytes)
        let message: Tingsu_V1_ExchangeRequest = try decode(bytes, "exchange request")
        try checkVersion(message.protocol)
        let sender = message.hasReplica ? try Field.replica(message.replica, "ExchangeRequest.replica") : nil
        return (try message.request(), sender)
    }

    /// The response's bytes; `inColumns` as for a request.
    public static func encode(_ response: ExchangeResponse, inColumns: Bool = false) -> [UInt8] {
        let bytes = Tingsu_V1_ExchangeResponse(response, inColumns: inColumns).wireBytes
        if !inColumns || MessageShape.response.isWithinLimits(bytes) { return bytes }
        return Tingsu_V1_ExchangeResponse(response, inColumns: false).wireBytes
    }

    /// Refusals whose reason this version does not know are passed over: the peer repeats them, and the vectors tell
    /// what was not taken in.
    public static func decodeResponse(_ bytes: [UInt8]) throws(WireError) -> ExchangeResponse {
        try MessageShape.response.checkCounts(in: bytes)
        let message: Tingsu_V1_ExchangeResponse = try decode(bytes, "exchange response")
        try checkVersion(message.protocol)
        return try message.response()
    }

    /// The bytes of what is said of one blob: the answer to a piece of it.
    public static func encode(_ state: BlobState) -> [UInt8] {
        Tingsu_V1_BlobState(state).wireBytes
    }

    /// Reads what is said of one blob; throws `WireError` naming the field.
    public static func decodeBlobState(_ bytes: [UInt8]) throws(WireError) -> BlobState {
        try WireError.check(bytes.count, limit: WireLimits.blobStateBytes, of: "BlobState (bytes)")
        let message: Tingsu_V1_BlobState = try decode(bytes, "blob state")
        return try message.state()
    }

    /// The bytes of a request for enrolment.
    public static func encode(_ request: EnrolmentRequest) -> [UInt8] {
        Tingsu_V1_EnrolmentRequest(request).wireBytes
    }

    /// Reads a request for enrolment; throws `WireError` naming the field.
    public static func decodeEnrolmentRequest(_ bytes: [UInt8]) throws(WireError) -> EnrolmentRequest {
        try WireError.check(bytes.count, limit: WireLimits.enrolmentBytes, of: "EnrolmentRequest (bytes)")
        let message: Tingsu_V1_EnrolmentRequest = try decode(bytes, "enrolment request")
        try checkVersion(message.protocol)
        return try message.request()
    }

    /// The bytes of the answer to an enrolment.
    public static func encode(_ response: EnrolmentResponse) -> [UInt8] {
        Tingsu_V1_EnrolmentResponse(response).wireBytes
    }

    /// Reads the answer to an enrolment; throws `WireError` naming the field.
    public static func decodeEnrolmentResponse(_ bytes: [UInt8]) throws(WireError) -> EnrolmentResponse {
        try WireError.check(bytes.count, limit: WireLimits.enrolmentBytes, of: "EnrolmentResponse (bytes)")
        let message: Tingsu_V1_EnrolmentResponse = try decode(bytes, "enrolment response")
        try checkVersion(message.protocol)
        return try message.response()
    }

    /// Texts beyond the limits are cut, so that an error always arrives.
    public static func encode(_ error: ErrorBody) -> [UInt8] {
        Tingsu_V1_ErrorBody(error).wireBytes
    }

    /// Reads an error; throws `WireError` naming the field.
    public static func decodeErrorBody(_ bytes: [UInt8]) throws(WireError) -> ErrorBody {
        try WireError.check(bytes.count, limit: WireLimits.errorBytes, of: "ErrorBody (bytes)")
        let message: Tingsu_V1_ErrorBody = try decode(bytes, "error body")
        return try message.errorBody()
    }

    static func decode<M: Message>(_ bytes: [UInt8], _ name: String) throws(WireError) -> M {
        do {
            return try M(serializedBytes: bytes, options: options)
        } catch {
            throw .malformed(message: name, detail: "\(error)")
        }
    }

    static func checkVersion(_ version: UInt32) throws(WireError) {
        guard version == protocolVersion else { throw .unsupportedProtocol(version) }
    }

    /// A response nests five deep. Unknown fields are not relayed from here, so they need no memory.
    private static let options: BinaryDecodingOptions = {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = 8
        options.discardUnknownFields = true
        return options
    }()
}
