import Crypto
import Foundation
import Identity
import PeerServer
import PeerTransport
import Replication
import SwiftASN1
import X509

/// A county with its real authority and a center; machines get real certificates from it.
struct ServerCounty: Sendable {
    let authority: CountyAuthority
    let folder: TransportFolder
    let centerPair: DeviceKeyPair
    private let rootPath: String

    init(county: String = "清河县") throws {
        authority = try CountyAuthority(county: county, isTraining: false)
        folder = try TransportFolder()
        rootPath = try folder.write(authority.root.pem, to: "root.pem")
        centerPair = .generate()
        _ = try credentials(of: centerPair, role: .center)
    }

    /// Puts a key and its certificate into files and answers their paths.
    func credentials(of pair: DeviceKeyPair, role: NodeRole = .device) throws -> (certificate: String, key: String) {
        let name = pair.key.device.description
        let certificate = try authority.issueCertificate(
            for: pair.key, nodeID: pair.key.device, name: "石桥村电脑", role: role)
        let keyPath = folder.url.appendingPathComponent("\(name).key").path
        if !FileManager.default.fileExists(atPath: keyPath) { try pair.save(to: keyPath) }
        return (try folder.write(certificate.pem, to: "\(name).pem"), keyPath)
    }

    func serverConfiguration() throws -> PeerServerConfiguration {
        let paths = try credentials(of: centerPair, role: .center)
        return PeerServerConfiguration(
            host: "127.0.0.1", port: 0, certificateChainPath: paths.certificate, privateKeyPath: paths.key)
    }

    /// A client that trusts this county and shows `paths`; nil shows no certificate.
    func client(
        port: Int, paths: (certificate: String, key: String)?, userAgent: String = "tingsu-test"
    ) throws -> PeerClient {
        try PeerClient(
            configuration: PeerClientConfiguration(
                baseURL: "https://127.0.0.1:\(port)", caPath: rootPath, certificatePath: paths?.certificate,
                keyPath: paths?.key, expectedNodeIDs: [centerPair.key.device], userAgent: userAgent, proxy: .direct))
    }

    func client(port: Int, of pair: DeviceKeyPair) throws -> PeerClient {
        try client(port: port, paths: try credentials(of: pair))
    }

    /// A certificate that the county's authority signed and that names no node, as one of a person would be.
    func credentialsWithoutNodeName() throws -> (certificate: String, key: String) {
        try authority.save(in: folder.url.path)
        let issuer = try P256.Signing.PrivateKey(
            pemRepresentation: String(contentsOf: folder.url.appendingPathComponent("authority.key"), encoding: .utf8))
        let key = P256.Signing.PrivateKey()
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: TransportCredentials.notBefore, notValidAfter: TransportCredentials.notAfter,
            issuer: try Certificate(derEncoded: authority.root.der).subject,
            subject: try DistinguishedName { CommonName("person") },
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.clientAuth])
            },
            issuerPrivateKey: Certificate.PrivateKey(issuer))
        return (
            try folder.write(try certificate.serializeAsPEM().pemString, to: "person.pem"),
            try folder.write(key.pemRepresentation, to: "person.key")
        )
    }
}
