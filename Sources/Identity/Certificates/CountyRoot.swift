import Causality
import Crypto
public import Replication
import SwiftASN1
import X509

/// The certificate of a county's own authority: the one root that its nodes trust.
///
/// No public authority is trusted for anything here: the county hands out this certificate with each invite.
public struct CountyRoot: Hashable, Sendable {
    /// Stands as organisational unit in the subject of a training county's authority (练习).
    static let trainingMark = "training 练习"

    let certificate: Certificate
    /// The county's name, from the subject's organisation.
    public let county: String
    /// Whether this is a training county, whose records are exercises.
    public let isTraining: Bool
    /// The authority's public key.
    public let key: DeviceKey
    public let der: [UInt8]

    /// Reads a certificate in PEM form and checks that it is a county authority of ours.
    public init(pem: String) throws(CountyRootError) {
        let der: [UInt8]
        do {
            let document = try PEMDocument(pemString: pem)
            guard document.discriminator == Certificate.defaultPEMDiscriminator else {
                throw CountyRootError.malformed(reason: "the PEM block is a \(document.discriminator)")
            }
            der = document.derBytes
        } catch let error as CountyRootError {
            throw error
        } catch {
            throw .malformed(reason: "\(error)")
        }
        try self.init(der: der)
    }

    /// Reads a certificate in DER form and checks that it is a county authority of ours: P-256, signed by itself, and
    /// allowed to sign certificates. Dates are not looked at (see `CountyAuthority`).
    public init(der: [UInt8]) throws(CountyRootError) {
        let certificate: Certificate
        let constraints: BasicConstraints?
        let usage: KeyUsage?
        do {
            certificate = try Certificate(derEncoded: der)
            constraints = try certificate.extensions.basicConstraints
            usage = try certificate.extensions.keyUsage
        } catch {
            throw .malformed(reason: "\(error)")
        }
        guard let key = DeviceKey(certificate.publicKey) else { throw .notAnAuthority(reason: "its key is not P-256") }
        guard certificate.issuer == certificate.subject, certificate.signatureAlgorithm == .ecdsaWithSHA256,
            certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
        else { throw .notAnAuthority(reason: "it is not signed by its own key") }
        guard case .isCertificateAuthority = constraints, usage?.keyCertSign == true else {
            throw .notAnAuthority(reason: "it may not sign certificates")
        }
        guard let county = certificate.subject.text(.RDNAttributeType.organizationName) else {
            throw .notAnAuthority(reason: "it names no county")
        }
        self.certificate = certificate
        self.county = county
        isTraining = certificate.subject.text(.RDNAttributeType.organizationalUnitName) == CountyRoot.trainingMark
        self.key = key
        self.der = der
    }

    /// The certificate in PEM form, with a line break at its end.
    public var pem: String {
        PEMDocument(type: Certificate.defaultPEMDiscriminator, derBytes: der).pemString + "\n"
    }

    public var fingerprint: Fingerprint { Fingerprint(hash: Hash(of: der)) }
}

/// Why a certificate is not one of a county's authority.
public enum CountyRootError: Error, Hashable, Sendable {
    case malformed(reason: String)
    case notAnAuthority(reason: String)
}

extension CountyRootError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let reason): "not a readable certificate (\(reason))"
        case .notAnAuthority(let reason): "not the certificate of a county authority: \(reason)"
        }
    }
}

extension DeviceKey {
    /// The P-256 key of a certificate or request; nil for another algorithm.
    init?(_ key: Certificate.PublicKey) {
        guard let point = P256.Signing.PublicKey(key) else { return nil }
        self.init(x963: Array(point.x963Representation))
    }
}
