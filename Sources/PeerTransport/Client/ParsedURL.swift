import CCurl

/// Owner of one `CURLU`: libcurl's own reading of a URL.
///
/// One parser for checking and for connecting: two that disagree are how a checked address becomes another one.
struct ParsedURL: ~Copyable {
    private let handle: OpaquePointer

    /// `named` stands in the error in the value's place, where that holds a password.
    init(_ value: String, named: String? = nil) throws(PeerTransportError) {
        guard !value.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw .invalidURL(named ?? value, reason: "it has a space or a control character")
        }
        guard let handle = curl_url() else {
            throw .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue), message: "no memory for a URL")
        }
        let code = curl_url_set(handle, CURLUPART_URL, value, 0)
        guard code == CURLUE_OK else {
            curl_url_cleanup(handle)
            throw .invalidURL(named ?? value, reason: String(cString: curl_url_strerror(code)).lowercased())
        }
        self.handle = handle
    }

    deinit {
        curl_url_cleanup(handle)
    }

    /// The part, or nil where the URL has none.
    func part(_ part: CURLUPart, isDecoded: Bool = false) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let flags = isDecoded ? UInt32(CURLU_URLDECODE) : 0
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
