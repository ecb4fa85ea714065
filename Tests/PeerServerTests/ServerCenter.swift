import Causality
import Identity
import PeerServer
import Replication
import WireProtocol

/// A center over a store in memory: the real engine, the real authority, invites as a center keeps them.
actor ServerCenter: PeerService {
    private let replica: ServerReplica
    private let authority: CountyAuthority
    private var invites: [PendingInvite] = []
    /// Where the next exchange waits.
    private var gate: ServerGate?
    private(set) var exchangeCount = 0
    private(set) var lastCaller: PeerCaller?
    private(set) var failures: [(caller: PeerCaller, failure: ExchangeFailure)] = []
    private(set) var enrolmentCount = 0

    init(_ county: ServerCounty) throws {
        replica = try ServerReplica(pair: county.centerPair, centerKey: county.centerPair.key)
        authority = county.authority
    }

    var changeIDs: Set<ChangeID> { replica.changeIDs }

    var fingerprint: ServerFingerprint {
        get throws { try replica.fingerprint }
    }

    func admit(_ devices: [DeviceKey]) throws { try replica.admit(devices) }

    func setClock(_ milliseconds: Int64) { replica.clock = milliseconds }

    func holdNextExchange() -> ServerGate {
        let gate = ServerGate()
        self.gate = gate
        return gate
    }

    func invite(_ code: InviteCode) {
        invites.append(
            PendingInvite(
                verifier: code.verifier, deviceName: "石桥村电脑", area: RecordID(rawValue: 7), people: [],
                role: .device, expiresAt: .max))
    }

    func exchange(_ request: ExchangeRequest, from caller: PeerCaller) async throws -> ExchangeResponse {
        exchangeCount += 1
        lastCaller = caller
        if let gate {
            self.gate = nil
            await gate.pass()
        }
        return try replica.write { engine, transaction in
            try engine.respond(
                to: request, from: caller.identity.key.hash, transaction, environment: replica.environment)
        }
    }

    func exchangeFailed(_ failure: ExchangeFailure, of caller: PeerCaller) async {
        failures.append((caller, failure))
    }

    func enrol(_ request: EnrolmentRequest) async throws -> EnrolmentResponse {
        enrolmentCount += 1
        guard let code = try? InviteCode(typed: request.code),
            let index = invites.firstIndex(where: { $0.matches(code) })
        else { throw ErrorBody(.wrongCode, RedemptionRefusal.wrongCode.description) }
        let wish: CertificateRequest
        do throws(CertificateRequestError) {
            wish = try CertificateRequest(der: request.certificateRequestDER)
        } catch {
            throw ErrorBody(.badCertificateRequest, error.description)
        }
        switch invites[index].redeem(code: code, key: wish.key, now: replica.clock) {
        case .accepted(let invite, _): invites[index] = invite
        case .refused(let refusal): throw ErrorBody(.inviteUsed, refusal.description)
        }
        let certificate = try authority.issueCertificate(
            for: wish, nodeID: wish.key.device, name: invites[index].deviceName, role: .device)
        return EnrolmentResponse(
            certificatePEM: certificate.pem, caPEM: authority.root.pem, nodeID: replica.pair.key.device,
            centerKeys: [replica.pair.key], countyName: authority.root.county, isTraining: false,
            serverNodeIDs: [replica.pair.key.device])
    }

    /// Blobs that a record names, and what has come of them.
    private var blobs: [Hash: [UInt8]] = [:]

    func name(blob hash: Hash) { blobs[hash] = blobs[hash] ?? [] }

    func bytes(ofBlob hash: Hash) -> [UInt8]? { blobs[hash] }

    func take(_ piece: BlobPiece, from peer: PeerIdentity) throws -> BlobState {
        guard let known = blobs[piece.sha256] else { throw ErrorBody(.notFound, "no record names it") }
        if piece.offset == known.count { blobs[piece.sha256] = known + piece.bytes }
        let count = blobs[piece.sha256]?.count ?? 0
        let isHeld = count == piece.total
        return BlobState(sha256: piece.sha256, received: isHeld ? 0 : count, isHeld: isHeld)
    }

    func part(_ question: BlobQuestion, for peer: PeerIdentity) throws -> BlobPart {
        guard let known = blobs[question.sha256] else { throw ErrorBody(.notFound, "no record names it") }
        guard question.offset < known.count else { throw ErrorBody(.badRange, "it has \(known.count) bytes") }
        let end = min(known.count, question.offset + question.count)
        return BlobPart(bytes: Array(known[question.offset..<end]), total: known.count)
    }
}
