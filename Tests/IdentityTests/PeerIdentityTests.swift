import Causality
import Crypto
import Replication
import SeedTestKit
import Testing
import X509

@testable import Identity

struct PeerIdentityTests {
    @Test func certificateProvesNodeKeyNameAndRole() throws {
        let fixture = try Fixture()
        let identity = try PeerIdentity(der: fixture.certificate.der, root: fixture.root)
        #expect(identity.node == fixture.pair.key.device)
        #expect(identity.key == fixture.pair.key)
        #expect(identity.name == "石桥村电脑")
        #expect(identity.role == .device)
        #expect(try PeerIdentity(pem: fixture.certificate.pem + fixture.root.pem, root: fixture.root) == identity)
    }

    @Test func certificateOfAnotherCountyIsRefusedEvenUnderTheSameName() throws {
        let here = try Fixture(county: "清河县")
        let there = try Fixture(county: "清河县")
        #expect(throws: PeerIdentityError.notOfThisCounty(county: "清河县")) {
            try PeerIdentity(der: there.certificate.der, root: here.root)
        }
    }

    @Test func trainingCertificateIsRefusedByTheRealCounty() throws {
        let real = try Fixture()
        let training = try Fixture(isTraining: true)
        #expect(throws: PeerIdentityError.notOfThisCounty(county: "清河县")) {
            try PeerIdentity(der: training.certificate.der, root: real.root)
        }
    }

    @Test func authoritysOwnCertificateIsNoNode() throws {
        let fixture = try Fixture()
        #expect(throws: PeerIdentityError.noNodeName) { try PeerIdentity(der: fixture.root.der, root: fixture.root) }
    }

    @Test func nameOfAnotherNodeIsRefused() throws {
        let fixture = try Fixture()
        let other = DeviceKeyPair.generate().key.device
        let der = try leaf(of: fixture, names: [.uniformResourceIdentifier(NodeName.uri(for: other))])
        #expect(throws: PeerIdentityError.keyMismatch(named: other, key: fixture.pair.key.device)) {
            try PeerIdentity(der: der, root: fixture.root)
        }
    }

    @Test func missingForeignAndDoubledNamesAreRefused() throws {
        let fixture = try Fixture()
        let own = NodeName.uri(for: fixture.pair.key.device)
        #expect(throws: PeerIdentityError.noNodeName) {
            try PeerIdentity(der: leaf(of: fixture, names: []), root: fixture.root)
        }
        #expect(throws: PeerIdentityError.noNodeName) {
            try PeerIdentity(der: leaf(of: fixture, names: [.dnsName(own)]), root: fixture.root)
        }
        let twice: [GeneralName] = [.uniformResourceIdentifier(own), .uniformResourceIdentifier(own)]
        #expect(throws: PeerIdentityError.malformed(reason: "it has 2 node names")) {
            try PeerIdentity(der: leaf(of: fixture, names: twice), root: fixture.root)
        }
        let upper = NodeName.prefix + "AB" + own.dropFirst(NodeName.prefix.count + 2)
        #expect(throws: PeerIdentityError.malformed(reason: "\"\(upper)\" is not a node name")) {
            try PeerIdentity(der: leaf(of: fixture, names: [.uniformResourceIdentifier(upper)]), root: fixture.root)
        }
    }

    @Test func otherNamesBesideTheNodeNameAreHarmless() throws {
        let fixture = try Fixture()
        let own = NodeName.uri(for: fixture.pair.key.device)
        let der = try leaf(of: fixture, names: [.dnsName("hub.example"), .uniformResourceIdentifier(own)])
        #expect(try PeerIdentity(der: der, root: fixture.root).node == fixture.pair.key.device)
    }

    @Test func mutatedCertificatesNeverPass() throws {
        let fixture = try Fixture()
        let der = fixture.certificate.der
        var generator = SeededStream(seed: 0xCE57)
        for round in 0..<200 {
            let bytes = mutated(der, with: &generator)
            #expect(throws: PeerIdentityError.self, "seed 0xCE57, round \(round)") {
                try PeerIdentity(der: bytes, root: fixture.root)
            }
            let rootBytes = mutated(fixture.root.der, with: &generator)
            #expect(throws: CountyRootError.self, "seed 0xCE57, round \(round)") { try CountyRoot(der: rootBytes) }
        }
        for count in der.indices {
            #expect(throws: PeerIdentityError.self, "\(count) bytes") {
                try PeerIdentity(der: Array(der.prefix(count)), root: fixture.root)
            }
        }
    }

    @Test func rubbishNeverPasses() throws {
        let fixture = try Fixture()
        var generator = SeededStream(seed: 0xDEAD)
        for round in 0..<200 {
            let count = Int.random(in: 0...400, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            #expect(throws: PeerIdentityError.self, "seed 0xDEAD, round \(round)") {
                try PeerIdentity(der: bytes, root: fixture.root)
            }
        }
    }

    /// A certificate that the authority of `fixture` signed for its device, with names of the test's choice.
    private func leaf(of fixture: Fixture, names: [GeneralName]) throws -> [UInt8] {
        let key = try P256.Signing.PublicKey(x963Representation: fixture.pair.key.x963)
        return try CountyAuthority.sign(
            publicKey: .init(key), subject: DistinguishedName { CommonName("x") },
            issuer: fixture.root.certificate.subject,
            extensions: Certificate.Extensions {
                if !names.isEmpty { SubjectAlternativeNames(names) }
            },
            with: fixture.authority.signingKey)
    }
}
