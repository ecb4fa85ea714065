import SwiftASN1
import X509

/// A certificate that the county's authority issued for one node.
public struct NodeCertificate: Hashable, Sendable {
    public let der: [UInt8]
    /// What a peer will read from it.
    public let identity: PeerIdentity

    /// Reads a certificate that arrived as the answer to a request, and verifies it against the county's root.
    public init(der: [UInt8], root: CountyRoot) throws(PeerIdentityError) {
        identity = try PeerIdentity(der: der, root: root)
        self.der = der
    }

    /// Reads the first certificate of a PEM text, and verifies it.
    public init(pem: String, root: CountyRoot) throws(PeerIdentityError) {
        guard let document = try? PEMDocument.parseMultiple(pemString: pem).first,
            document.discriminator == Certificate.defaultPEMDiscriminator
        else { throw .malformed(reason: "no certificate in the PEM text") }
        try self.init(der: document.derBytes, root: root)
    }

    /// The certificate as PEM text.
    public var pem: String {
        PEMDocument(type: Certificate.defaultPEMDiscriminator, derBytes: der).pemString + "\n"
    }
}
