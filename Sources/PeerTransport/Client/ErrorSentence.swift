import CCurl

/// The sentence that libcurl writes for a failed transfer, in a buffer that it may use only during that transfer.
struct ErrorSentence {
    private(set) var text = ""

    /// Lends the buffer to `transfer`, which must give it to libcurl, and keeps what stands in it afterwards.
    mutating func collect(
        _ transfer: (UnsafeMutablePointer<CChar>) throws(PeerTransportError) -> CURLcode
    ) throws(PeerTransportError) -> CURLcode {
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        buffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        defer { buffer.deallocate() }
        let code = try transfer(buffer)
        let sentence = String(cString: buffer)
        text = sentence.isEmpty ? String(cString: curl_easy_strerror(code)) : sentence
        return code
    }
}
