import Identity
import NIOCore
import NIOSSL
import Synchronization

/// Who is at the other end of each open connection.
///
/// A connection's certificate cannot change, and reading it once for each request costs half of what the server can do
/// (PLATFORM.md): so it is read and verified once for each connection. What its owner may do is asked for each request.
final class PeerConnections: Sendable {
    enum Peer: Sendable {
        /// Showed no certificate, as machines do that enrol.
        case anonymous
        case node(PeerIdentity)
        /// A certificate of this county's authority that proves no node.
        case unusable(PeerIdentityError)
    }

    private let root: CountyRoot
    /// By channel, for as long as it is open.
    private let peers = Mutex<[ObjectIdentifier: Peer]>([:])

    init(root: CountyRoot) {
        self.root = root
    }

    /// Throws where the connection is gone.
    func peer(of channel: any Channel) async throws -> Peer {
        let id = ObjectIdentifier(channel)
        if let known = peers.withLock({ $0[id] }) { return known }
        let peer = verify(try await channel.nioSSL_peerCertificate().get())
        peers.withLock { $0[id] = peer }
        channel.closeFuture.whenComplete { _ in
            self.peers.withLock { $0[id] = nil }
        }
        return peer
    }

    private func verify(_ certificate: NIOSSLCertificate?) -> Peer {
        guard let certificate else { return .anonymous }
        guard let der = try? certificate.toDERBytes() else {
            return .unusable(.malformed(reason: "it has no DER form"))
        }
        do throws(PeerIdentityError) {
            return .node(try PeerIdentity(der: der, root: root))
        } catch {
            return .unusable(error)
        }
    }
}
