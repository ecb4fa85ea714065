import Crypto
public import Replication
import SwiftASN1
import X509

/// The county's private certificate authority: it lets devices, hubs and centers recognise each other.
///
/// Every certificate is valid from 1970-01-01 to 2099-12-31, because laptops' clocks are wrong; what a node may do, and
/// whether it still may, is decided by the directory and never by a date. A training county (练习) has an authority of
/// its own, so that no exercise can reach real records.
///
/// Source: DESIGN.md section 8; RFC 5280.
public struct CountyAuthority: Sendable {
    /// The authority's name is the county's and this, within the 64 characters of RFC 5280.
    private static let nameSuffix = " 听诉 CA"
    private static let countyCharacterCountMax = NameBounds.characterCountMax - nameSuffix.unicodeScalars.count

    public let root: CountyRoot
    let signingKey: SigningKey

    init(root: CountyRoot, signingKey: SigningKey) {
        self.root = root
        self.signingKey = signingKey
    }

    /// Makes a new authority with a key of its own, in memory; `save` puts it into files.
    public init(county: String, isTraining: Bool) throws(IssueError) {
        if let problem = NameBounds.problem(with: county, characterCountMax: CountyAuthority.countyCharacterCountMax) {
            throw .name(county, problem: problem)
        }
        let signingKey = SigningKey.generate()
        do {
            let subject = try DistinguishedName {
                OrganizationName(county)
                if isTraining { OrganizationalUnitName(CountyRoot.trainingMark) }
                CommonName(county + CountyAuthority.nameSuffix)
            }
            let publicKey = Certificate.PublicKey(signingKey.secret.publicKey)
            let extensions = try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
                SubjectKeyIdentifier(hash: publicKey)
            }
            let der = try CountyAuthority.sign(
                publicKey: publicKey, subject: subject, issuer: subject, extensions: extensions, with: signingKey)
            root = try CountyRoot(der: der)
        } catch {
            throw .failed(reason: "\(error)")
        }
        self.signingKey = signingKey
    }

    /// Issues a node's certificate for a verified request.
    ///
    /// - Parameters:
    ///   - request: whose key the certificate is of; the subject that it wishes for does not count.
    ///   - nodeID: the node's id; refused where it is not that of the request's key.
    ///   - name: what people see, at most 64 characters.
    ///   - role: for people too; rights follow from the directory.
    public func issueCertificate(
        for request: CertificateRequest, nodeID: RecordID, name: String, role: NodeRole
    ) throws(IssueError) -> NodeCertificate {
        try issueCertificate(for: request.key, nodeID: nodeID, name: name, role: role)
    }

    /// Issues a node's certificate for a key whose possession needs no proof: the center's own.
    public func issueCertificate(
        for key: DeviceKey, nodeID: RecordID, name: String, role: NodeRole
    ) throws(IssueError) -> NodeCertificate {
        guard nodeID == key.device else { throw .nodeMismatch(asked: nodeID, key: key.device) }
        if let problem = NameBounds.problem(with: name) { throw .name(name, problem: problem) }
        do {
            let subject = try DistinguishedName {
                OrganizationName(root.county)
                OrganizationalUnitName(role.rawValue)
                CommonName(name)
            }
            let publicKey = Certificate.PublicKey(try P256.Signing.PublicKey(x963Representation: key.x963))
            let authorityKey = try root.certificate.extensions.subjectKeyIdentifier?.keyIdentifier
            let extensions = try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                // Both, because a hub is the server of its devices and a client of its center.
                try ExtendedKeyUsage([.clientAuth, .serverAuth])
                SubjectAlternativeNames([.uniformResourceIdentifier(NodeName.uri(for: nodeID))])
                SubjectKeyIdentifier(hash: publicKey)
                AuthorityKeyIdentifier(keyIdentifier: authorityKey)
            }
            let der = try CountyAuthority.sign(
                publicKey: publicKey, subject: subject, issuer: root.certificate.subject, extensions: extensions,
                with: signingKey)
            return try NodeCertificate(der: der, root: root)
        } catch {
            throw .failed(reason: "\(error)")
        }
    }

    /// Signs a certificate of any content; the tests make bad ones with it.
    static func sign(
        publicKey: Certificate.PublicKey, subject: DistinguishedName, issuer: DistinguishedName,
        extensions: Certificate.Extensions, with signingKey: SigningKey
    ) throws -> [UInt8] {
        let certificate = try Certificate(
            version: .v3, serialNumber: CountyAuthority.randomSerialNumber(), publicKey: publicKey,
            notValidBefore: CertificateValidity.start, notValidAfter: CertificateValidity.end, issuer: issuer,
            subject: subject, signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(signingKey.secret))
        return try DER.bytes(of: certificate)
    }

    /// Twenty random bytes of which the first two bits are 01: positive and never shorter (RFC 5280, 4.1.2.2).
    private static func randomSerialNumber() -> Certificate.SerialNumber {
        var bytes = (0..<20).map { _ in UInt8.random(in: .min ... .max) }
        bytes[0] = bytes[0] & 0x3F | 0x40
        return Certificate.SerialNumber(bytes: bytes)
    }
}
