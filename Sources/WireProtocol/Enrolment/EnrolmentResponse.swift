import FoundationEssentials
public import Replication

/// The certificate of a new device, and what the device has to trust and know.
///
/// Source: DESIGN.md section 8, enrolment.
public struct EnrolmentResponse: Hashable, Sendable {
    /// The device's certificate.
    public let certificatePEM: String
    /// The county CA's certificate.
    public let caPEM: String
    /// The node that issued it.
    public let nodeID: RecordID
    /// Keys by which the directory and receipts are recognised; at least one.
    public let centerKeys: [DeviceKey]
    public let countyName: String
    /// Whether this is a training county, whose records are practice.
    public let isTraining: Bool
    /// The nodes that the device may sync to.
    public let serverNodeIDs: [RecordID]

    public init(
        certificatePEM: String, caPEM: String, nodeID: RecordID, centerKeys: [DeviceKey], countyName: String,
        isTraining: Bool, serverNodeIDs: [RecordID]
    ) {
        self.certificatePEM = certificatePEM
        self.caPEM = caPEM
        self.nodeID = nodeID
        self.centerKeys = centerKeys
        self.countyName = countyName
        self.isTraining = isTraining
        self.serverNodeIDs = serverNodeIDs
    }
}

extension Tingsu_V1_EnrolmentResponse {
    init(_ response: EnrolmentResponse) {
        self.init()
        `protocol` = WireCodec.protocolVersion
        certificatePem = response.certificatePEM
        caPem = response.caPEM
        nodeID = Data(response.nodeID.bytes)
        centerKeys = response.centerKeys.map { Data($0.x963) }
        countyName = response.countyName
        training = response.isTraining
        serverNodeIds = response.serverNodeIDs.map { Data($0.bytes) }
    }

    func response() throws(WireError) -> EnrolmentResponse {
        guard !centerKeys.isEmpty else { throw .invalid("EnrolmentResponse.center_keys", "is missing") }
        try WireError.check(centerKeys.count, limit: WireLimits.centerKeys, of: "EnrolmentResponse.center_keys")
        try WireError.check(serverNodeIds.count, limit: WireLimits.serverNodes, of: "EnrolmentResponse.server_node_ids")
        return EnrolmentResponse(
            certificatePEM: try Field.requiredText(
                certificatePem, limit: WireLimits.certificateBytes, "EnrolmentResponse.certificate_pem"),
            caPEM: try Field.requiredText(caPem, limit: WireLimits.certificateBytes, "EnrolmentResponse.ca_pem"),
            nodeID: try Field.id(nodeID, "EnrolmentResponse.node_id"),
            centerKeys: try centerKeys.map { data throws(WireError) in
                guard let key = DeviceKey(x963: [UInt8](copying: data)) else {
                    throw .invalid("EnrolmentResponse.center_keys", "holds \(data.count) bytes that are no P-256 key")
                }
                return key
            },
            countyName: try Field.text(countyName, limit: WireLimits.nameBytes, "EnrolmentResponse.county_name"),
            isTraining: training,
            serverNodeIDs: try serverNodeIds.map { data throws(WireError) in
                try Field.id(data, "EnrolmentResponse.server_node_ids")
            })
    }
}
