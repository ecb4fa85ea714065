import Crypto
import Foundation
import Replication
import SwiftASN1
import X509

/// A county CA of the test, as short-lived as the folder it writes to.
struct TransportAuthority {
    let certificate: Certificate
    private let key = P256.Signing.PrivateKey()
    private let name: DistinguishedName

    init(name commonName: String) throws {
        name = try DistinguishedName { CommonName(commonName) }
        let signer = Certificate.PrivateKey(key)
        certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: signer.publicKey,
            notValidBefore: TransportCredentials.notBefore, notValidAfter: TransportCredentials.notAfter,
            issuer: name, subject: name,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
            },
            issuerPrivateKey: signer)
    }

    var pem: String {
        get throws { try certificate.serializeAsPEM().pemString }
    }

    /// A certificate that may serve and call, with `uris` in its alternative name.
    func issue(uris: [String]) throws -> TransportCredentials {
        let leafKey = P256.Signing.PrivateKey()
        let leaf = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: Certificate.PublicKey(leafKey.publicKey),
            notValidBefore: TransportCredentials.notBefore, notValidAfter: TransportCredentials.notAfter,
            issuer: name, subject: try DistinguishedName { CommonName("node") },
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth, .clientAuth])
                // The DNS name tries what CVE-2021-44532 did to readers of the text form.
                SubjectAlternativeNames(
                    [.dnsName("x, URI:urn:tingsu:node:ffffffffffffffffffffffffffffffff")]
                        + uris.map { .uniformResourceIdentifier($0) })
            },
            issuerPrivateKey: Certificate.PrivateKey(key))
        return TransportCredentials(
            certificatePEM: try leaf.serializeAsPEM().pemString, keyPEM: leafKey.pemRepresentation)
    }

    func issue(node: RecordID) throws -> TransportCredentials {
        try issue(uris: ["urn:tingsu:node:\(String(node.rawValue, radix: 16).leftPadded(to: 32))"])
    }
}

struct TransportCredentials {
    let certificatePEM: String
    let keyPEM: String

    /// 2000-01-01 and 2099-12-31, as the private PKI has them: laptops' clocks are wrong.
    static let notBefore = Date(timeIntervalSince1970: 946_684_800)
    static let notAfter = Date(timeIntervalSince1970: 4_102_358_400)
}

/// A folder with the PEM files that the client reads; it goes away with the value.
final class TransportFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("transport-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func write(_ text: String, to name: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}

extension String {
    fileprivate func leftPadded(to count: Int) -> String {
        String(repeating: "0", count: Swift.max(0, count - self.count)) + self
    }
}
