import Identity
import WireProtocol

extension FuzzTarget {
    /// The small messages: enrolment, errors, the state of a blob.
    static let enrolment = FuzzTarget("enrolment") { samples in
        let county = FuzzAuthority.made
        let response = EnrolmentResponse(
            certificatePEM: county.device.pem, caPEM: county.root.pem, nodeID: county.device.identity.node,
            centerKeys: [county.device.identity.key], countyName: "清河县", isTraining: true,
            serverNodeIDs: [county.device.identity.node])
        let request = EnrolmentRequest(
            code: "7K3QM7K3QM7K3QM7K3QM", certificateRequestDER: county.request.der, deviceName: "石桥村电脑")
        return try samples.vectors("errors", "message").filter { $0.count <= 4096 }
            + [WireCodec.encode(request), WireCodec.encode(response)]
            + [WireCodec.encode(ErrorBody(code: "busy", message: "later", retryAfterSeconds: 3))]
    } run: { bytes in
        if let request = try? WireCodec.decodeEnrolmentRequest(bytes) {
            try FuzzFinding.expect(
                try WireCodec.decodeEnrolmentRequest(WireCodec.encode(request)) == request,
                "written and read it is another request for enrolment")
            _ = try? CertificateRequest(der: request.certificateRequestDER)
            _ = try? InviteCode(typed: request.code)
        }
        if let response = try? WireCodec.decodeEnrolmentResponse(bytes) {
            try FuzzFinding.expect(
                try WireCodec.decodeEnrolmentResponse(WireCodec.encode(response)) == response,
                "written and read it is another answer to an enrolment")
            _ = try? NodeCertificate(pem: response.certificatePEM, root: FuzzAuthority.made.root)
        }
        if let error = try? WireCodec.decodeErrorBody(bytes) {
            try FuzzFinding.expect(
                try WireCodec.decodeErrorBody(WireCodec.encode(error)) == error,
                "written and read it is another error")
            _ = error.description
        }
        if let state = try? WireCodec.decodeBlobState(bytes) {
            try FuzzFinding.expect(
                try WireCodec.decodeBlobState(WireCodec.encode(state)) == state,
                "written and read it is another state of a blob")
        }
    }
}
