import CCurl

/// Turns what libcurl says of a failed transfer into what happened.
struct CurlFailure {
    let code: CURLcode
    let sentence: String
    let stop: Transfer.Stop?
    let isRequestStarted: Bool
    /// Status of a proxy's answer to CONNECT, 0 where there was none.
    let proxyStatus: Int
    let host: String
    let configuration: PeerClientConfiguration
    let maxResponseBytes: Int

    var error: PeerTransportError {
        // A callback of ours knows better than libcurl why it stopped.
        switch stop {
        case .cancelled: return .cancelled
        case .wrongServer(let node): return .wrongServer(node: node)
        case .unreadableCertificate(let message): return .untrustedServer(message: message)
        case .bodyTooLarge: return .responseTooLarge(limit: maxResponseBytes)
        case .headersTooLarge:
            return .malformedResponse(message: "its head is longer than \(Transfer.headerBytesMax) bytes")
        case nil: break
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return .cannotResolve(host: host)
        case CURLE_COULDNT_RESOLVE_PROXY: return .cannotResolveProxy(message: sentence)
        case CURLE_COULDNT_CONNECT: return .cannotConnect(host: host, message: sentence)
        case CURLE_OPERATION_TIMEDOUT: return timedOut
        case CURLE_PROXY: return .proxyFailed(message: sentence)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: return .untrustedServer(message: sentence)
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM: return .unusableCredentials(unusableCredentials)
        case CURLE_SSL_CONNECT_ERROR: return handshake
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: return cut
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            return .malformedResponse(message: sentence)
        default: return .other(code: Int(code.rawValue), message: sentence)
        }
    }

    private var timedOut: PeerTransportError {
        isRequestStarted
            ? .lineTooSlow(
                bytesPerSecond: configuration.lowSpeedBytesPerSecond, seconds: configuration.lowSpeedSeconds)
            : .connectTimeout(milliseconds: configuration.connectTimeoutMilliseconds)
    }

    /// Under TLS 1.3 the client is done with the handshake before the server has judged its certificate, so a refusal
    /// arrives as an alert while sending or receiving. Where the reset overtakes the alert, only "cut" remains.
    private var cut: PeerTransportError {
        if !isRequestStarted, proxyStatus >= 300 { return .proxyRefused(status: proxyStatus) }
        if let complaint = TLSAlert(errorSentence: sentence)?.certificateComplaint {
            return .clientCertificateRejected(reason: complaint)
        }
        return .connectionCut(message: sentence)
    }

    private var handshake: PeerTransportError {
        if let complaint = TLSAlert(errorSentence: sentence)?.certificateComplaint {
            return .clientCertificateRejected(reason: complaint)
        }
        // Without an OpenSSL code it was the connection that failed, not what was said on it.
        return sentence.contains("error:")
            ? .handshakeFailed(message: sentence) : .connectionCut(message: sentence)
    }

    private var unusableCredentials: String {
        let files = [configuration.caPath, configuration.certificatePath, configuration.keyPath].compactMap(\.self)
        return "\(files.joined(separator: ", ")): \(sentence)"
    }
}
