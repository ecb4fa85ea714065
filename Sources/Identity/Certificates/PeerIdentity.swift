public import Replication
import SwiftASN1
import X509

/// Who is at the other end of a TLS connection: a node of this county, proven by its certificate.
///
/// A value of this type has been verified: signed by the county's authority, and its node id is that of its key.
/// Validity dates are not looked at, by design: laptops' clocks are wrong, and standing is decided by the directory,
/// which the caller asks for every request.
///
/// Source: DESIGN.md section 8.
public struct PeerIdentity: Hashable, Sendable {
    /// The node's id, also that of its device record in the directory.
    public let node: RecordID
    public let key: DeviceKey
    /// The display name given at enrolment; the directory may have a newer one.
    public let name: String
    /// The role given at enrolment; nil where a newer program wrote one that is unknown here.
    public let role: NodeRole?

    /// Reads a leaf certificate, DER as the TLS library gives it, and verifies it against the county's root.
    public init(der: [UInt8], root: CountyRoot) throws(PeerIdentityError) {
        let certificate: Certificate
        do {
            certificate = try Certificate(derEncoded: der)
        } catch {
            throw .malformed(reason: "\(error)")
        }
        guard certificate.issuer == root.certificate.subject, certificate.signatureAlgorithm == .ecdsaWithSHA256,
            root.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { throw .notOfThisCounty(county: root.county) }
        guard let key = DeviceKey(certificate.publicKey) else { throw .malformed(reason: "its key is not P-256") }
        let node = try PeerIdentity.node(of: certificate)
        guard node == key.device else { throw .keyMismatch(named: node, key: key.device) }
        self.node = node
        self.key = key
        name = certificate.subject.text(.RDNAttributeType.commonName) ?? ""
        role = certificate.subject.text(.RDNAttributeType.organizationalUnitName).flatMap(NodeRole.init(rawValue:))
    }

    /// Reads a leaf certificate in PEM form; the first block counts, others of a chain may follow.
    public init(pem: String, root: CountyRoot) throws(PeerIdentityError) {
        guard let document = try? PEMDocument.parseMultiple(pemString: pem).first,
            document.discriminator == Certificate.defaultPEMDiscriminator
        else { throw .malformed(reason: "there is no PEM block CERTIFICATE") }
        try self.init(der: document.derBytes, root: root)
    }

    /// The one node name among the subject alternative names.
    private static func node(of certificate: Certificate) throws(PeerIdentityError) -> RecordID {
        let names: SubjectAlternativeNames?
        do {
            names = try certificate.extensions.subjectAlternativeNames
        } catch {
            throw .malformed(reason: "\(error)")
        }
        var uris: [String] = []
        for case .uniformResourceIdentifier(let uri) in names ?? .init() where uri.hasPrefix(NodeName.prefix) {
            uris.append(uri)
        }
        guard let uri = uris.first else { throw .noNodeName }
        guard uris.count == 1 else { throw .malformed(reason: "it has \(uris.count) node names") }
        guard let node = NodeName.node(in: uri) else { throw .malformed(reason: "\"\(uri)\" is not a node name") }
        return node
    }
}

/// Why a certificate proves no node of this county.
public enum PeerIdentityError: Error, Hashable, Sendable {
    /// Signed by another authority, or by none.
    case notOfThisCounty(county: String)
    /// The county's own, but not a node's, for example the authority's certificate itself.
    case noNodeName
    /// The name in the certificate is not the one that its key has.
    case keyMismatch(named: RecordID, key: RecordID)
    case malformed(reason: String)
}

extension PeerIdentityError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notOfThisCounty(let county):
            "the certificate was not issued by the authority of \(county); enrol with an invite of this county"
        case .noNodeName: "the certificate names no node"
        case .keyMismatch(let named, let key): "the certificate names node \(named), but its key is that of \(key)"
        case .malformed(let reason): "the certificate cannot be read (\(reason))"
        }
    }
}
