public import Replication
import SwiftASN1
import X509

/// A machine's request for a certificate: its public key, and the proof that it holds the private one.
///
/// A value of this type has been verified: PKCS#10 (RFC 2986), P-256, signed by the key it contains. What it says about
/// its own name is a wish; the authority writes the name that the invite gave.
public struct CertificateRequest: Hashable, Sendable {
    /// More than any request of ours; larger input is not parsed.
    static let byteCountMax = 16_384

    public let key: DeviceKey
    public let der: [UInt8]

    /// Makes a request on the machine that holds the key.
    public init(for pair: DeviceKeyPair, name: String) throws(CertificateRequestError) {
        let made: [UInt8]
        do {
            let request = try CertificateSigningRequest(
                version: .v1, subject: DistinguishedName { CommonName(name) },
                privateKey: Certificate.PrivateKey(pair.signingKey.secret), attributes: .init(),
                signatureAlgorithm: .ecdsaWithSHA256)
            made = try DER.bytes(of: request)
        } catch {
            throw .malformed(reason: "\(error)")
        }
        try self.init(der: made)
    }

    /// Reads a request as it arrived, and verifies it.
    public init(der: [UInt8]) throws(CertificateRequestError) {
        guard der.count <= CertificateRequest.byteCountMax else {
            throw .malformed(reason: "it has \(der.count) bytes, at most \(CertificateRequest.byteCountMax) are read")
        }
        let request: CertificateSigningRequest
        do {
            request = try CertificateSigningRequest(derEncoded: der)
        } catch {
            throw .malformed(reason: "\(error)")
        }
        guard let key = DeviceKey(request.publicKey) else { throw .notP256 }
        guard request.signatureAlgorithm == .ecdsaWithSHA256,
            request.publicKey.isValidSignature(request.signature, for: request)
        else { throw .notSignedByItsKey }
        self.key = key
        self.der = der
    }

    /// Reads a request in PEM form, and verifies it.
    public init(pem: String) throws(CertificateRequestError) {
        guard let document = try? PEMDocument(pemString: pem),
            document.discriminator == CertificateSigningRequest.defaultPEMDiscriminator
        else { throw .malformed(reason: "there is no PEM block CERTIFICATE REQUEST") }
        try self.init(der: document.derBytes)
    }

    /// The request as PEM text.
    public var pem: String {
        PEMDocument(type: CertificateSigningRequest.defaultPEMDiscriminator, derBytes: der).pemString + "\n"
    }
}

/// Why a certificate request is refused.
public enum CertificateRequestError: Error, Hashable, Sendable {
    case malformed(reason: String)
    case notP256
    case notSignedByItsKey
}

extension CertificateRequestError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let reason): "not a readable certificate request (\(reason))"
        case .notP256: "the key of the certificate request is not P-256; make it with `tingsu join`"
        case .notSignedByItsKey: "the certificate request is not signed by the key it contains"
        }
    }
}
