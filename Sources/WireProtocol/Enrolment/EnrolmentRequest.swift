import FoundationEssentials

/// Asks for a certificate for a key that was made on the asking machine and never leaves it.
///
/// Source: DESIGN.md section 8, enrolment.
public struct EnrolmentRequest: Hashable, Sendable {
    /// The invite's one-time code.
    public let code: String
    /// A PKCS #10 certificate request in DER (RFC 2986).
    public let certificateRequestDER: [UInt8]
    /// The name by which people know the machine.
    public let deviceName: String

    public init(code: String, certificateRequestDER: [UInt8], deviceName: String) {
        self.code = code
        self.certificateRequestDER = certificateRequestDER
        self.deviceName = deviceName
    }
}

extension Tingsu_V1_EnrolmentRequest {
    init(_ request: EnrolmentRequest) {
        self.init()
        `protocol` = WireCodec.protocolVersion
        code = request.code
        certificateRequestDer = Data(request.certificateRequestDER)
        deviceName = request.deviceName
    }

    func request() throws(WireError) -> EnrolmentRequest {
        guard !certificateRequestDer.isEmpty else {
            throw .invalid("EnrolmentRequest.certificate_request_der", "is missing")
        }
        try WireError.check(
            certificateRequestDer.count, limit: WireLimits.certificateBytes,
            of: "EnrolmentRequest.certificate_request_der")
        return EnrolmentRequest(
            code: try Field.requiredText(code, limit: WireLimits.nameBytes, "EnrolmentRequest.code"),
            certificateRequestDER: [UInt8](copying: certificateRequestDer),
            deviceName: try Field.text(deviceName, limit: WireLimits.nameBytes, "EnrolmentRequest.device_name"))
    }
}
