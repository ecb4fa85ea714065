import CCurl

/// Owner of the `curl_slist` with a request's header lines; it must outlive the transfer.
struct HeaderList: ~Copyable {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    /// `headers` have been validated. `Expect` is left out, since waiting for a 100 costs a round trip; so is the
    /// content type that libcurl would invent for a body.
    init(_ headers: [PeerHeader], contentType: String?) throws(PeerTransportError) {
        try append("Expect:")
        try append(contentType.map { "Content-Type: \($0)" } ?? "Content-Type:")
        for header in headers {
            // In libcurl's notation a name with a colon and nothing after it removes the header; a semicolon sends it empty.
            try append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
    }

    deinit {
        curl_slist_free_all(first)
    }

    private mutating func append(_ line: String) throws(PeerTransportError) {
        guard let longer = curl_slist_append(first, line) else {
            throw .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue), message: "no memory for the request's headers")
        }
        first = longer
    }
}
