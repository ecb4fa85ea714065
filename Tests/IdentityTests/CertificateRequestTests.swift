import Crypto
import Replication
import SeedTestKit
import SwiftASN1
import Testing
import X509

@testable import Identity

struct CertificateRequestTests {
    @Test func requestCarriesItsKeyThroughBothForms() throws {
        let pair = DeviceKeyPair.generate()
        let request = try CertificateRequest(for: pair, name: "石桥村电脑")
        #expect(try CertificateRequest(der: request.der).key == pair.key)
        #expect(try CertificateRequest(pem: request.pem) == request)
    }

    /// I3.
    @Test func requestHoldsNothingOfThePrivateKey() throws {
        let pair = DeviceKeyPair.generate()
        let request = try CertificateRequest(for: pair, name: "石桥村电脑").der
        let secret = Array(pair.signingKey.secret.rawRepresentation)
        #expect(secret.count == 32)
        for start in 0...(request.count - 8) {
            #expect(!secret.starts(with: request[start..<start + 8]), "at byte \(start)")
        }
    }

    @Test func requestWithAKeyThatDidNotSignItIsRefused() throws {
        let signer = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName("x") }
        let honest = try CertificateSigningRequest(
            version: .v1, subject: subject, privateKey: .init(signer), attributes: .init(),
            signatureAlgorithm: .ecdsaWithSHA256)
        let stolen = try CertificateSigningRequest(
            version: .v1, subject: subject, publicKey: .init(P256.Signing.PrivateKey().publicKey), attributes: .init(),
            signatureAlgorithm: .ecdsaWithSHA256, signature: honest.signature)
        #expect(try CertificateRequest(der: der(honest)).key.x963 == Array(signer.publicKey.x963Representation))
        #expect(throws: CertificateRequestError.notSignedByItsKey) { try CertificateRequest(der: der(stolen)) }
    }

    @Test func otherCurvesAreRefused() throws {
        let request = try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName { CommonName("x") },
            privateKey: .init(P384.Signing.PrivateKey()), attributes: .init(), signatureAlgorithm: .ecdsaWithSHA384)
        #expect(throws: CertificateRequestError.notP256) { try CertificateRequest(der: der(request)) }
    }

    @Test func mutatedRequestsNeverPass() throws {
        let request = try CertificateRequest(for: .generate(), name: "石桥村电脑")
        var generator = SeededStream(seed: 0x7157)
        for round in 0..<200 {
            let bytes = mutated(request.der, with: &generator)
            #expect(throws: CertificateRequestError.self, "seed 0x7157, round \(round)") {
                try CertificateRequest(der: bytes)
            }
        }
        for count in request.der.indices {
            #expect(throws: CertificateRequestError.self, "\(count) bytes") {
                try CertificateRequest(der: Array(request.der.prefix(count)))
            }
        }
        #expect(throws: CertificateRequestError.self) {
            try CertificateRequest(der: Array(repeating: 0x30, count: 1 << 20))
        }
    }

    private func der(_ request: CertificateSigningRequest) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(request)
        return serializer.serializedBytes
    }
}
