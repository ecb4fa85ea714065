import Hummingbird
import HummingbirdCore
import NIOCore
import WireProtocol

extension Response {
    /// A message in its frame.
    static func frame(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: Frame.contentType], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A refusal: status, `Retry-After` where there is a time, and the body that says both again with a sentence.
    static func error(_ error: ErrorBody, allow: String? = nil) -> Response {
        var headers: HTTPFields = [.contentType: Frame.contentType]
        if let seconds = error.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if let allow { headers[.allow] = allow }
        // An error body is cut to a few KiB, which always fit into a frame.
        let bytes = (try? Frame.encode(WireCodec.encode(error))) ?? []
        return Response(
            status: .init(code: error.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func text(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
