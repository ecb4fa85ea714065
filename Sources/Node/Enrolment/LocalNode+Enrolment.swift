import CaseWork
import Causality
import Foundation
public import Identity
import PeerServer
import ReplicaStore
public import Replication
import WireProtocol

/// What the center does to let machines into the county and to send them out again.
extension LocalNode {
    private static let inviteBookKey = "invite-book"

    /// A person to be named in an invite.
    public struct InvitedPerson: Hashable, Sendable, Codable {
        public let name: String
        /// A code of the table `user_role`.
        public let role: String

        public init(name: String, role: String) {
            self.name = name
            self.role = role
        }
    }

    /// Makes an invite for one machine: a file with a one-time code, to be carried to it.
    ///
    /// Its people enter the directory at once; the machine itself and its grants when it joins, all in the name of
    /// `inviter`: a person of this center by name or id, the first of them where nil. Throws `NodeError.wrongRole` on another node than the center, and `CaseWorkError` for an unknown area.
    public func invite(
        device name: String, role: NodeRole, area text: String, people: [InvitedPerson], addresses: [String],
        servers: [RecordID], validDays: Int, as inviter: String? = nil
    ) throws -> Invite {
        try demandCenter()
        let code = InviteCode.generate()
        let expires = SystemClock.now() + Int64(validDays) * 86_400_000
        let view = try read { try directory.view($1, codec: $0.codec) }
        let area = try view.area(meantBy: text)
        let invite = try Invite(
            root: credentials.root, addresses: addresses, servers: servers, code: code, deviceName: name, role: role,
            areaName: area.name, areaCode: area.code ?? "", expiresAt: expires)
        let author = try director(inviter, view)
        try write { engine, transaction, environment in
            let draft = DirectoryDraft(codec: engine.codec, author: author)
            var users: [RecordID] = []
            var drafts: [ChangeDraft] = []
            for person in people {
                if let known = view.users.first(where: { $0.name == person.name && $0.area == area.id }) {
                    users.append(known.id)
                    continue
                }
                let id = environment.newRecordID()
                users.append(id)
                drafts.append(
                    draft.user(id, name: person.name, area: area.id, role: person.role, organisation: nil))
            }
            if !drafts.isEmpty {
                _ = try engine.save(drafts, in: .directory, transaction, environment: environment)
            }
            var book = try LocalNode.inviteBook(transaction)
            book.add(
                PendingInvite(
                    verifier: code.verifier, deviceName: name, area: area.id, people: users, role: role,
                    expiresAt: expires, invitedBy: author))
            try transaction.setLocalValue(LocalNode.inviteBookKey, try book.encoded())
        }
        return invite
    }

    /// Lets a machine in that shows a code: writes it and its grants into the directory and issues its certificate.
    ///
    /// A repeat by the same key gets the same answer, since the first may have been lost on the line. Throws
    /// `ErrorBody` with a code of `PeerErrorCode`.
    func admit(_ request: EnrolmentRequest) throws -> EnrolmentResponse {
        guard isCenter else { throw LocalNode.refusal(.cannotEnrol, "this node is no center and reaches none") }
        guard let code = try? InviteCode(typed: request.code) else {
            throw LocalNode.refusal(.wrongCode, "the code is not readable; type the twenty characters again")
        }
        let certificateRequest: CertificateRequest
        do {
            certificateRequest = try CertificateRequest(der: request.certificateRequestDER)
        } catch {
            throw LocalNode.refusal(.badCertificateRequest, "\(error)")
        }
        let view = try read { try directory.view($1, codec: $0.codec) }
        let administrator = try director(nil, view)
        let now = SystemClock.now()
        let key = certificateRequest.key
        let accepted: PendingInvite = try write { engine, transaction, environment in
            var book = try LocalNode.inviteBook(transaction)
            switch book.redeem(code: code, key: key, now: now) {
            case .refused(let refusal): throw LocalNode.refusal(refusal)
            case .accepted(let invite, let isRepeat):
                // Somebody who has left since still invited it.
                let author = invite.invitedBy ?? administrator
                if !isRepeat || view.devices.allSatisfy({ $0.id != key.device }) {
                    try LocalNode.enter(
                        key, invite, view, author, &engine, transaction, environment: environment)
                }
                try transaction.setLocalValue(LocalNode.inviteBookKey, try book.encoded())
                return invite
            }
        }
        try flushWitness()
        let county = try CountyAuthority.load(from: folder.authorityPath)
        let certificate = try county.issueCertificate(
            for: certificateRequest, nodeID: key.device, name: accepted.deviceName, role: accepted.role)
        let authority = try read { engine, _ in engine.authority }
        let hubs = view.devices.filter { device in
            device.role == "hub"
                && authority.key(ofDevice: device.id).flatMap { authority.device($0.hash) }?.end == nil
        }.map(\.id)
        let center = credentials.keyPair.key.device
        return EnrolmentResponse(
            certificatePEM: certificate.pem, caPEM: county.root.pem, nodeID: center,
            centerKeys: credentials.anchors.centerKeys, countyName: settings.county,
            isTraining: settings.isTraining,
            serverNodeIDs: [center] + hubs.sorted().prefix(WireLimits.serverNodes - 1))
    }

    private static func enter(
        _ key: DeviceKey, _ invite: PendingInvite, _ view: DirectoryView, _ author: RecordID,
        _ engine: inout NodeEngine, _ transaction: SQLiteTransaction, environment: NodeEnvironment
    ) throws {
        let draft = DirectoryDraft(codec: engine.codec, author: author)
        var drafts = [
            draft.device(
                key, name: invite.deviceName, role: invite.role.rawValue, area: invite.area, people: invite.people)
        ]
        for scope in view.scopes(below: invite.area) {
            drafts.append(
                draft.grant(environment.newRecordID(), device: key.device, scope: scope.number, mayWrite: true))
        }
        _ = try engine.save(drafts, in: .directory, transaction, environment: environment)
    }

    /// What a revocation did: up to where each of the device's logs is admitted.
    public struct Revocation: Hashable, Sendable, Codable {
        /// One log of the device.
        public struct Log: Hashable, Sendable, Codable {
            public let scope: String
            public let replica: String
            /// The last admitted change; what arrives later is held until a ruling.
            public let lastAdmitted: UInt64
        }

        public let device: String
        public let name: String
        public let logs: [Log]
    }

    /// Ends every grant of a device at what has arrived here, in the name of a person of this center, the first of them
    /// where nil. Later changes are kept, relayed and held.
    public func revoke(device text: String, reason: String, as person: String? = nil) throws -> Revocation {
        try demandCenter()
        let view = try read { try directory.view($1, codec: $0.codec) }
        let device = try view.device(meantBy: text)
        let author = try director(person, view)
        let heads = try write { engine, transaction, environment in
            guard let key = engine.authority.key(ofDevice: device.id) else { return [LogPosition]() }
            let heads = try transaction.logs(signedBy: key.hash).compactMap { try transaction.head(of: $0) }
            let draft = DirectoryDraft(codec: engine.codec, author: author)
            _ = try engine.save(
                [draft.grantEnd(environment.newRecordID(), device: device.id, heads: heads, reason: reason)],
                in: .directory, transaction, environment: environment)
            return heads
        }
        return Revocation(
            device: device.id.description, name: device.name,
            logs: heads.map {
                .init(scope: $0.scope.description, replica: $0.replica.description, lastAdmitted: $0.seq)
            })
    }

    /// The person in whose name the center writes the directory: the one who is named, by name or id, if they are of this
    /// machine, else the first of its people, who set it up.
    func director(_ person: String?, _ view: DirectoryView) throws -> RecordID {
        guard let own = view.device(credentials.keyPair.key.device),
            let first = own.people.first
        else { throw NodeError.settings(path: folder.path, problem: "the directory does not name this center") }
        guard let person else { return first }
        let meant = own.people.filter { $0 == RecordID(person) || view.name(ofUser: $0) == person }
        guard meant.count == 1 else {
            let names = own.people.map { view.name(ofUser: $0) }
            throw CommandFailure(
                kind: .notAllowed, code: "not-of-this-center",
                zhHans: "“\(person)”不是（或不止一位是）县中心这台机器的使用人；使用人有：\(names.joined(separator: "、"))",
                en:
                    "\"\(person)\" is no one, or not only one, of this center's people: \(names.joined(separator: ", "))"
            )
        }
        return meant[0]
    }

    func demandCenter() throws {
        guard isCenter else {
            throw NodeError.wrongRole(needed: "center", isRole: settings.role.rawValue)
        }
    }

    private static func inviteBook(_ transaction: SQLiteTransaction) throws -> InviteBook {
        try transaction.localValue(inviteBookKey).map { try InviteBook(decoding: $0) } ?? InviteBook()
    }

    private static func refusal(_ code: PeerErrorCode, _ message: String) -> ErrorBody {
        ErrorBody(code: code.rawValue, message: message)
    }

    private static func refusal(_ refusal: RedemptionRefusal) -> ErrorBody {
        switch refusal {
        case .wrongCode: self.refusal(.wrongCode, "\(refusal)")
        case .expired: self.refusal(.inviteExpired, "\(refusal)")
        case .alreadyUsed: self.refusal(.inviteUsed, "\(refusal)")
        }
    }
}
