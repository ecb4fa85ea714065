import Foundation
public import Identity
public import Logging
import PeerTransport
import Replication
import WireProtocol

/// Joins a county with an invite: key made on this machine, certificate asked for, settings written.
public struct DeviceJoin: Sendable {
    public var invite: Invite
    /// Where a hub listens; nil for a device.
    public var listen: NodeSettings.Listen?
    /// Addresses of the upstream, where they are not those of the invite.
    public var upstreamAddresses: [String]?
    /// The way out of the office, for this request and from then on; nil for what the environment says.
    public var proxy: ProxySetting?

    public init(
        invite: Invite, listen: NodeSettings.Listen? = nil, upstreamAddresses: [String]? = nil,
        proxy: ProxySetting? = nil
    ) {
        self.invite = invite
        self.listen = listen
        self.upstreamAddresses = upstreamAddresses
        self.proxy = proxy
    }

    /// Enrols and returns the node open. Repeating it after a broken line is harmless: the key is kept, and the same
    /// key may use the code again. Throws `NodeError`, `SyncFailure` and `CredentialsError`.
    public func run(in folder: NodeFolder, logger: Logger) async throws -> LocalNode {
        guard !folder.isSetUp else { throw NodeError.alreadySetUp(folder: folder.path) }
        try DurableFile.makeFolder(folder.path)
        try DurableFile.makeFolder(folder.keysPath)
        let files = CredentialFiles(folder: folder.keysPath)
        let pair = try files.loadOrMakeKeyPair()
        try DurableFile(files.rootPath).write(invite.root.pem.utf8, readers: .everyone)
        let request = EnrolmentRequest(
            code: invite.code.text,
            certificateRequestDER: try CertificateRequest(for: pair, name: invite.deviceName).der,
            deviceName: invite.deviceName)
        let response = try await ask(request, rootPath: files.rootPath)
        let certificate = try NodeCertificate(pem: response.certificatePEM, root: invite.root)
        try files.install(
            certificate: certificate, root: invite.root,
            anchors: CountyAnchors(root: invite.root, centerKeys: response.centerKeys))
        let settings = NodeSettings(
            role: invite.role, name: invite.deviceName, county: invite.county, isTraining: invite.isTraining,
            listen: invite.role == .device ? nil : listen,
            upstream: .init(
                addresses: upstreamAddresses ?? invite.addresses,
                nodes: Array(Set(invite.servers + response.serverNodeIDs)).sorted().map(\.description)),
            syncTimes: invite.role == .hub ? NodeSettings.hubSyncTimes : NodeSettings.deviceSyncTimes,
            proxy: proxy)
        try settings.save(to: folder)
        return try LocalNode(folder: folder, settings: settings, logger: logger)
    }

    private func ask(_ request: EnrolmentRequest, rootPath: String) async throws -> EnrolmentResponse {
        var failure: SyncFailure = .cancelled
        for address in invite.addresses {
            do throws(SyncFailure) {
                return try await EnrolmentCall.send(
                    request, to: address, rootPath: rootPath, servers: invite.servers,
                    proxy: proxy?.choice ?? .environment)
            } catch {
                failure = error
                if case .refused(let status, _) = error, status < 500 { break }
            }
        }
        throw failure
    }
}

/// The enrolment request over the line, from a new machine or from a hub that relays it.
enum EnrolmentCall {
    static func send(
        _ request: EnrolmentRequest, to address: String, rootPath: String, servers: [RecordID], proxy: ProxyChoice
    ) async throws(SyncFailure) -> EnrolmentResponse {
        let client: PeerClient
        do {
            client = try PeerClient(
                configuration: PeerClientConfiguration(
                    baseURL: address, caPath: rootPath, expectedNodeIDs: servers, userAgent: TingsuVersion.userAgent,
                    proxy: proxy))
        } catch {
            throw .transport(error)
        }
        let body: [UInt8]
        do {
            body = try Frame.encode(WireCodec.encode(request))
        } catch {
            throw .unreadable("\(error)")
        }
        let answer = try await PeerCall(client: client).post(
            "/v1/enrol", body: body, contentType: Frame.contentType)
        do {
            return try WireCodec.decodeEnrolmentResponse(Frame.decode(answer.body))
        } catch {
            throw .unreadable("\(error)")
        }
    }
}
