import Crypto
import Foundation
import Glibc
import Identity
import Replication
import SwiftASN1
import Testing
import X509

struct CountyAuthorityTests {
    @Test func authoritySurvivesItsFiles() throws {
        try withTemporaryFolder { folder in
            let made = try CountyAuthority(county: "清河县", isTraining: true)
            try made.save(in: folder + "/authority")
            #expect(mode(of: folder + "/authority/authority.key") == 0o600)
            #expect(mode(of: folder + "/authority/county-ca.pem") == 0o644)
            let loaded = try CountyAuthority.load(from: folder + "/authority")
            #expect(loaded.root == made.root)
            #expect(loaded.root.county == "清河县")
            #expect(loaded.root.isTraining)
            let pair = DeviceKeyPair.generate()
            let issued = try loaded.issueCertificate(for: pair.key, nodeID: pair.key.device, name: "中心", role: .center)
            #expect(try PeerIdentity(der: issued.der, root: made.root).role == .center)
        }
    }

    @Test func secondAuthorityNeverReplacesTheFirst() throws {
        try withTemporaryFolder { folder in
            let first = try CountyAuthority(county: "清河县", isTraining: false)
            try first.save(in: folder)
            #expect(throws: AuthorityFileError.self) {
                try CountyAuthority(county: "清河县", isTraining: false).save(in: folder)
            }
            #expect(try CountyAuthority.load(from: folder).root == first.root)
        }
    }

    @Test func saveCutOffBeforeTheKeyCanBeRepeated() throws {
        try withTemporaryFolder { folder in
            let cutOff = try CountyAuthority(county: "清河县", isTraining: false)
            try DurableFile(folder + "/county-ca.pem").write(cutOff.root.pem.utf8, readers: .everyone)
            let again = try CountyAuthority(county: "清河县", isTraining: false)
            try again.save(in: folder)
            #expect(try CountyAuthority.load(from: folder).root == again.root)
        }
    }

    @Test func certificateOfAnotherAuthorityBesideTheKeyIsRefused() throws {
        try withTemporaryFolder { folder in
            try CountyAuthority(county: "清河县", isTraining: false).save(in: folder)
            let path = folder + "/county-ca.pem"
            try DurableFile(path).write(
                CountyAuthority(county: "清河县", isTraining: false).root.pem.utf8, readers: .everyone)
            #expect(throws: AuthorityFileError.certificateOfAnotherKey(path: path)) {
                try CountyAuthority.load(from: folder)
            }
            try #require(unlink(path) == 0)
            #expect(throws: AuthorityFileError.certificateMissing(path: path)) {
                try CountyAuthority.load(from: folder)
            }
        }
    }

    /// Dates decide nothing (I5).
    @Test func certificatesAreValidWhateverALaptopsClockSays() throws {
        let fixture = try Fixture()
        for der in [fixture.root.der, fixture.certificate.der] {
            let certificate = try Certificate(derEncoded: der)
            #expect(certificate.notValidBefore.timeIntervalSince1970 == 0)
            #expect(certificate.notValidAfter.timeIntervalSince1970 == 4_102_444_799)
            #expect(certificate.serialNumber.bytes.count == 20)
        }
    }

    @Test func leafServesBothSidesOfTLSAndSignsNothing() throws {
        let fixture = try Fixture()
        let extensions = try Certificate(derEncoded: fixture.certificate.der).extensions
        #expect(try extensions.keyUsage == KeyUsage(digitalSignature: true))
        #expect(try extensions.extendedKeyUsage == ExtendedKeyUsage([.clientAuth, .serverAuth]))
        #expect(try extensions.basicConstraints == .notCertificateAuthority)
        let rootExtensions = try Certificate(derEncoded: fixture.root.der).extensions
        #expect(try rootExtensions.keyUsage == KeyUsage(keyCertSign: true))
        #expect(
            try extensions.authorityKeyIdentifier?.keyIdentifier == rootExtensions.subjectKeyIdentifier?.keyIdentifier)
    }

    @Test func requestForTheIdOfAnotherKeyIsRefused() throws {
        let fixture = try Fixture()
        let other = DeviceKeyPair.generate()
        #expect(throws: IssueError.nodeMismatch(asked: fixture.pair.key.device, key: other.key.device)) {
            try fixture.authority.issueCertificate(
                for: CertificateRequest(for: other, name: "x"), nodeID: fixture.pair.key.device, name: "x",
                role: .device)
        }
    }

    @Test(arguments: ["", "  ", String(repeating: "村", count: 65), "石桥\u{0}村"])
    func unusableNamesAreRefused(name: String) throws {
        let fixture = try Fixture()
        #expect(throws: IssueError.self) {
            try fixture.authority.issueCertificate(
                for: fixture.pair.key, nodeID: fixture.pair.key.device, name: name, role: .device)
        }
        #expect(throws: IssueError.self) { try CountyAuthority(county: name, isTraining: false) }
    }

    @Test func leafIsNoCountyRoot() throws {
        let fixture = try Fixture()
        #expect(throws: CountyRootError.self) { try CountyRoot(pem: fixture.certificate.pem) }
        #expect(throws: CountyRootError.self) { try CountyRoot(pem: "nothing") }
        #expect(try CountyRoot(pem: fixture.root.pem) == fixture.root)
    }

    @Test func fingerprintReadsAloudInEightGroupsOfFour() throws {
        let fingerprint = try Fixture().root.fingerprint
        let groups = fingerprint.readAloud.split(separator: " ")
        #expect(groups.map(\.count) == Array(repeating: 4, count: 8))
        #expect(fingerprint.description.hasPrefix(groups.joined()))
        #expect(Fingerprint(fingerprint.description) == fingerprint)
    }
}
