import CCurl
import Dispatch

/// HTTP to a daemon on this machine, over its Unix socket.
///
/// The socket lies in a folder that only its owner may enter, which is all the protection there is and all that is
/// needed; there is no TLS and no name. Long commands are waited for: the daemon is on this machine and alive as long
/// as the connection stands.
public struct ControlSocket: Sendable {
    private let path: String
    /// An answer larger than this is a fault; a county's list of cases has a few megabytes.
    public static let responseBytesMax = 256 * 1024 * 1024

    public init(path: String) {
        self.path = path
    }

    /// Posts `body` as JSON and returns status and body. Throws `PeerTransportError.cannotConnect` where nobody listens.
    ///
    /// `onLine` is called with each line of the answer, without its end, as soon as it is there; on a thread of its own, on
    /// which the transfer waits for it.
    public func post(
        _ route: String, body: [UInt8], accepting contentType: String = "application/json",
        onLine: (@Sendable ([UInt8]) -> Void)? = nil
    ) async throws(PeerTransportError) -> (status: Int, body: [UInt8]) {
        let result: Result<(Int, [UInt8]), PeerTransportError> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: perform(route, body, contentType, onLine))
            }
        }
        let (status, answer) = try result.get()
        return (status, answer)
    }

    private final class Answer {
        private(set) var bytes: [UInt8] = []
        private let onLine: (([UInt8]) -> Void)?
        private var lineStart = 0

        init(onLine: (([UInt8]) -> Void)?) {
            self.onLine = onLine
        }

        /// Takes a piece of the answer; false where it is too much.
        func receive(_ piece: UnsafeRawBufferPointer) -> Bool {
            guard bytes.count + piece.count <= ControlSocket.responseBytesMax else { return false }
            bytes.append(contentsOf: piece)
            guard let onLine else { return true }
            while let end = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
                onLine(Array(bytes[lineStart..<end]))
                lineStart = end + 1
            }
            return true
        }
    }

    private func perform(
        _ route: String, _ body: [UInt8], _ contentType: String, _ onLine: (@Sendable ([UInt8]) -> Void)?
    ) -> Result<(Int, [UInt8]), PeerTransportError> {
        guard ccurl_global_init() == CURLE_OK, let handle = curl_easy_init() else {
            return .failure(.other(code: Int(CURLE_FAILED_INIT.rawValue), message: "libcurl gives no handle"))
        }
        defer { curl_easy_cleanup(handle) }
        let answer = Answer(onLine: onLine)
        defer { extendLifetime(answer) }
        let headers = curl_slist_append(
            curl_slist_append(nil, "Content-Type: application/json"), "Accept: \(contentType)")
        defer { curl_slist_free_all(headers) }
        var codes = [
            ccurl_set_string(handle, CURLOPT_UNIX_SOCKET_PATH, path),
            ccurl_set_string(handle, CURLOPT_URL, "http://tingsu\(route)"),
            ccurl_set_string(handle, CURLOPT_PROXY, ""),
            ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            ccurl_set_long(handle, CURLOPT_POST, 1),
            ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers),
            ccurl_set_write(
                handle,
                { bytes, size, count, context in
                    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    let answer = Unmanaged<Answer>.fromOpaque(context).takeUnretainedValue()
                    return answer.receive(piece) ? piece.count : Int(CURL_WRITEFUNC_ERROR)
                }, Unmanaged.passUnretained(answer).toOpaque()),
        ]
        let code = body.withUnsafeBufferPointer { buffer in
            codes.append(ccurl_set_body(handle, buffer.baseAddress, curl_off_t(buffer.count)))
            return codes.first { $0 != CURLE_OK } ?? curl_easy_perform(handle)
        }
        guard code == CURLE_OK else {
            let sentence = String(cString: curl_easy_strerror(code)).lowercased()
            return .failure(
                code == CURLE_COULDNT_CONNECT
                    ? .cannotConnect(host: path, message: sentence)
                    : .other(code: Int(code.rawValue), message: sentence))
        }
        var status = 0
        _ = ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return .success((status, answer.bytes))
    }
}
