/// The alert with which the other side ended TLS, read from OpenSSL's error code in libcurl's sentence.
///
/// libcurl hands on only the sentence, such as `error:0A00045C:SSL routines::tlsv13 alert certificate required`. The
/// code in it is stable where the words are not: library 20 (SSL), reason 1000 + alert number. Source: OpenSSL
/// `err.h` (`SSL_AD_REASON_OFFSET`), RFC 8446 section 6.
package struct TLSAlert: Equatable {
    package let number: Int

    private static let library = 20
    private static let reasonOffset = 1_000

    /// Nil where the sentence has no OpenSSL code, or one that is not an alert received.
    package init?(errorSentence: String) {
        let marker = "error:"
        guard let start = errorSentence.firstRange(of: marker)?.upperBound else { return nil }
        let digits = errorSentence[start...].prefix { $0.isHexDigit }
        guard digits.count == 8, let packed = Int(digits, radix: 16), packed >> 23 == Self.library else { return nil }
        let number = (packed & 0x7F_FFFF) - Self.reasonOffset
        guard (0...255).contains(number) else { return nil }
        self.number = number
    }

    /// Words of RFC 8446 for the alerts that speak about our certificate, nil for all others.
    package var certificateComplaint: String? {
        switch number {
        case 42: "bad certificate"
        case 43: "unsupported certificate"
        case 44: "certificate revoked"
        case 45: "certificate expired"
        case 46: "certificate unknown"
        case 48: "unknown certificate authority"
        case 49: "access denied"
        case 51: "the certificate's key did not sign the handshake"
        case 116: "a certificate is required"
        default: nil
        }
    }
}
