import CCurl
import Replication

/// Owner of one libcurl easy handle, its connection and its TLS sessions.
///
/// Not copyable, so that a handle has one user at a time and is closed once.
struct EasyHandle: ~Copyable {
    private let handle: UnsafeMutableRawPointer

    /// libcurl's process-wide part; Swift runs this once.
    private static let globalCode = ccurl_global_init()

    init() throws(PeerTransportError) {
        guard Self.globalCode == CURLE_OK else {
            throw .other(code: Int(Self.globalCode.rawValue), message: "libcurl cannot be initialised")
        }
        guard let handle = curl_easy_init() else {
            throw .other(code: Int(CURLE_FAILED_INIT.rawValue), message: "libcurl gives no handle")
        }
        self.handle = handle
    }

    deinit {
        curl_easy_cleanup(handle)
    }

    /// Runs one transfer to its end on the calling thread.
    mutating func perform(
        _ request: PeerRequest, to address: PeerAddress, with configuration: PeerClientConfiguration,
        cancellation: CancellationFlag, progress: (@Sendable (TransferProgress) -> Void)?
    ) throws(PeerTransportError) -> PeerResponse {
        let headers = try HeaderList(request.headers, contentType: request.contentType)
        let transfer = Transfer(
            handle: handle, request: request, expectedNodeIDs: configuration.expectedNodeIDs,
            cancellation: cancellation, progress: progress)
        // libcurl speaks to its callbacks once more when it closes a connection, which may be long after this transfer:
        // no pointer of ours may be left with it. A reset forgets all options, and keeps the connection, the TLS sessions
        // and the resolved names.
        defer {
            curl_easy_reset(handle)
            extendLifetime(transfer)
            extendLifetime(headers)
        }
        try setLine(configuration)
        try setTrust(configuration)
        try set(CURLOPT_URL, try address.url(path: request.path))
        try check(ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers.first))
        try setCallbacks(transfer)

        var sentence = ErrorSentence()
        let code = try request.body.withUnsafeBufferPointer { body throws(PeerTransportError) -> CURLcode in
            try setMethod(request.method, body: body)
            return try sentence.collect { buffer throws(PeerTransportError) -> CURLcode in
                try check(ccurl_set_error_buffer(handle, buffer))
                return curl_easy_perform(handle)
            }
        }
        guard code == CURLE_OK else {
            throw CurlFailure(
                code: code, sentence: sentence.text, stop: transfer.stop, isRequestStarted: transfer.isRequestStarted,
                proxyStatus: long(CURLINFO_HTTP_CONNECTCODE), host: address.host, configuration: configuration,
                maxResponseBytes: request.maxResponseBytes
            ).error
        }
        return response(of: transfer)
    }

    /// Time, rate, proxy and protocol.
    private func setLine(_ configuration: PeerClientConfiguration) throws(PeerTransportError) {
        try set(CURLOPT_PROTOCOLS_STR, "https")
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_PATH_AS_IS, 1)
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Signals and threads do not go together; libcurl then resolves names in a thread of its own.
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        try set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeoutMilliseconds)
        try set(CURLOPT_LOW_SPEED_LIMIT, configuration.lowSpeedBytesPerSecond)
        try set(CURLOPT_LOW_SPEED_TIME, configuration.lowSpeedSeconds)
        try set(CURLOPT_USERAGENT, configuration.userAgent)
        try setProxy(configuration.proxy)
    }

    private func setProxy(_ choice: ProxyChoice) throws(PeerTransportError) {
        switch choice {
        case .environment: break
        case .direct: try set(CURLOPT_PROXY, "")
        case .server(let proxy):
            try set(CURLOPT_PROXY, proxy.address)
            // A proxy that was chosen here is not passed by because of a variable that somebody set long ago.
            try set(CURLOPT_NOPROXY, "")
            if let user = proxy.user {
                try set(CURLOPT_PROXYUSERNAME, user)
                try set(CURLOPT_PROXYPASSWORD, proxy.password ?? "")
            }
        }
        // Whatever the proxy asks for that does not show the password to the network, before what does.
        try check(ccurl_set_proxy_authentication_any(handle))
    }

    /// Whom to trust and who we are.
    private func setTrust(_ configuration: PeerClientConfiguration) throws(PeerTransportError) {
        try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_3)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        // The node id in the certificate takes the place of the host name; see `Transfer.admitServer`.
        try set(CURLOPT_SSL_VERIFYHOST, 0)
        try set(CURLOPT_CAINFO, configuration.caPath)
        // Debian's libcurl would otherwise add /etc/ssl/certs.
        try set(CURLOPT_CAPATH, nil)
        if let certificatePath = configuration.certificatePath { try set(CURLOPT_SSLCERT, certificatePath) }
        if let keyPath = configuration.keyPath { try set(CURLOPT_SSLKEY, keyPath) }
    }

    /// `body` must stay valid until the transfer has ended: libcurl reads it in place.
    private func setMethod(_ method: PeerRequest.Method, body: UnsafeBufferPointer<UInt8>) throws(PeerTransportError) {
        switch method {
        case .get:
            try set(CURLOPT_HTTPGET, 1)
        case .post, .put:
            try set(CURLOPT_POST, 1)
            try check(ccurl_set_body(handle, body.baseAddress, curl_off_t(body.count)))
            if method == .put { try set(CURLOPT_CUSTOMREQUEST, method.rawValue) }
        }
    }

    private func setCallbacks(_ transfer: Transfer) throws(PeerTransportError) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        try check(
            ccurl_set_write(
                handle,
                { bytes, size, count, context in
                    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return Transfer.from(context).receive(piece) ? piece.count : Int(CURL_WRITEFUNC_ERROR)
                }, context))
        try check(
            ccurl_set_header(
                handle,
                { bytes, size, count, context in
                    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return Transfer.from(context).receiveHeaderLine(line) ? line.count : Int(CURL_WRITEFUNC_ERROR)
                }, context))
        try check(
            ccurl_set_progress(
                handle,
                { context, toReceive, received, _, sent in
                    let transfer = Transfer.from(context)
                    let now = transfer.progress(sent: Int(sent), received: Int(received), toReceive: Int(toReceive))
                    return transfer.advance(to: now) ? 0 : 1
                }, context))
        try check(
            ccurl_set_prerequest(
                handle,
                { context, _, _, _, _ in
                    Transfer.from(context).admitServer() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
                }, context))
        try check(
            ccurl_set_trace(
                handle,
                { _, kind, _, count, context in
                    if kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT {
                        Transfer.from(context).countSent(count)
                    }
                    return 0
                }, context))
    }

    private func response(of transfer: Transfer) -> PeerResponse {
        PeerResponse(
            status: long(CURLINFO_RESPONSE_CODE), server: transfer.server, headers: transfer.headers,
            body: transfer.body,
            requestBytesOnWire: transfer.requestBytes,
            responseBytesOnWire: long(CURLINFO_HEADER_SIZE) + transfer.body.count,
            timing: TransferTiming(
                openedConnection: long(CURLINFO_NUM_CONNECTS) > 0,
                resolvedMicroseconds: offset(CURLINFO_NAMELOOKUP_TIME_T),
                connectedMicroseconds: offset(CURLINFO_CONNECT_TIME_T),
                securedMicroseconds: offset(CURLINFO_APPCONNECT_TIME_T),
                firstByteMicroseconds: offset(CURLINFO_STARTTRANSFER_TIME_T),
                totalMicroseconds: offset(CURLINFO_TOTAL_TIME_T)))
    }
}

extension EasyHandle {
    private func set(_ option: CURLoption, _ value: Int) throws(PeerTransportError) {
        try check(ccurl_set_long(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: String?) throws(PeerTransportError) {
        try check(ccurl_set_string(handle, option, value))
    }

    /// An option that this libcurl does not take must not be passed over in silence: most of them guard something.
    private func check(_ code: CURLcode) throws(PeerTransportError) {
        guard code != CURLE_OK else { return }
        throw .other(code: Int(code.rawValue), message: String(cString: curl_easy_strerror(code)).lowercased())
    }

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    private func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return ccurl_get_offset(handle, info, &value) == CURLE_OK ? Int64(value) : 0
    }
}
