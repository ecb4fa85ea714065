import Causality
import Glibc
import Identity
import Replication
import Testing

struct CredentialFilesTests {
    /// Joins as a machine does: key, request, certificate, files.
    private func enrol(in folder: String, with authority: CountyAuthority, center: DeviceKey) throws -> CredentialFiles
    {
        let files = CredentialFiles(folder: folder)
        let pair = try files.loadOrMakeKeyPair()
        let certificate = try authority.issueCertificate(
            for: CertificateRequest(for: pair, name: "石桥村电脑"), nodeID: pair.key.device, name: "石桥村电脑",
            role: .device)
        try files.install(
            certificate: certificate, root: authority.root,
            anchors: CountyAnchors(root: authority.root, centerKeys: [center]))
        return files
    }

    @Test func enrolledFolderLoads() throws {
        try withTemporaryFolder { folder in
            let authority = try CountyAuthority(county: "清河县", isTraining: true)
            let center = DeviceKeyPair.generate().key
            let files = try enrol(in: folder + "/keys", with: authority, center: center)
            let credentials = try NodeCredentials.load(from: folder + "/keys")
            #expect(credentials.identity.key == credentials.keyPair.key)
            #expect(credentials.root == authority.root)
            #expect(credentials.anchors.centerKeys == [center])
            #expect(credentials.anchors.isTraining)
            #expect(mode(of: files.keyPath) == 0o600)
            #expect(mode(of: files.certificatePath) == 0o644)
            #expect(mode(of: folder + "/keys") == 0o700)
            #expect(names(in: folder + "/keys") == ["certificate.pem", "county-ca.pem", "county.json", "device.key"])
        }
    }

    @Test func joiningAgainKeepsTheKey() throws {
        try withTemporaryFolder { folder in
            let authority = try CountyAuthority(county: "清河县", isTraining: false)
            let center = DeviceKeyPair.generate().key
            let key = try enrol(in: folder, with: authority, center: center).loadOrMakeKeyPair().key
            let again = try enrol(in: folder, with: authority, center: center)
            #expect(try again.load().keyPair.key == key)
        }
    }

    @Test func folderOfOneCountyTakesNoOther() throws {
        try withTemporaryFolder { folder in
            let center = DeviceKeyPair.generate().key
            let first = try CountyAuthority(county: "清河县", isTraining: false)
            _ = try enrol(in: folder, with: first, center: center)
            #expect(throws: CredentialsError.enrolledElsewhere(county: "清河县", path: folder)) {
                try enrol(in: folder, with: CountyAuthority(county: "阳谷县", isTraining: false), center: center)
            }
            #expect(try NodeCredentials.load(from: folder).root == first.root)
        }
    }

    @Test func certificateOfAnotherMachineIsRefused() throws {
        try withTemporaryFolder { folder in
            let fixture = try Fixture()
            let files = CredentialFiles(folder: folder)
            _ = try files.loadOrMakeKeyPair()
            #expect(throws: CredentialsError.certificateOfAnotherKey(path: files.certificatePath)) {
                try files.install(
                    certificate: fixture.certificate, root: fixture.root,
                    anchors: CountyAnchors(root: fixture.root, centerKeys: [fixture.pair.key]))
            }
            #expect(names(in: folder) == ["device.key"])
        }
    }

    @Test func filesThatDoNotBelongTogetherAreRefused() throws {
        try withTemporaryFolder { folder in
            let authority = try CountyAuthority(county: "清河县", isTraining: false)
            let other = try Fixture()
            let files = try enrol(in: folder, with: authority, center: other.pair.key)
            let certificate = try #require(try DurableFile(files.certificatePath).read())

            try DurableFile(files.certificatePath).write(other.certificate.pem.utf8, readers: .everyone)
            #expect(
                throws: CredentialsError.certificate(
                    path: files.certificatePath, .notOfThisCounty(county: "清河县"))
            ) { try files.load() }
            try DurableFile(files.certificatePath).write(certificate, readers: .everyone)

            try DurableFile(files.rootPath).write(other.root.pem.utf8, readers: .everyone)
            #expect(throws: CredentialsError.rootOfAnotherCounty(path: files.rootPath)) { try files.load() }
            try DurableFile(files.rootPath).write(authority.root.pem.utf8, readers: .everyone)

            try #require(unlink(files.keyPath) == 0)
            _ = try files.loadOrMakeKeyPair()
            #expect(throws: CredentialsError.certificateOfAnotherKey(path: files.certificatePath)) { try files.load() }
        }
    }

    @Test func everyMissingFileIsNamed() throws {
        try withTemporaryFolder { folder in
            let authority = try CountyAuthority(county: "清河县", isTraining: false)
            let files = try enrol(in: folder, with: authority, center: DeviceKeyPair.generate().key)
            for path in [files.certificatePath, files.rootPath, files.anchorsPath] {
                let content = try #require(try DurableFile(path).read())
                try #require(unlink(path) == 0)
                #expect(throws: CredentialsError.missing(path: path)) { try files.load() }
                try DurableFile(path).write(content, readers: .everyone)
            }
            try #require(unlink(files.keyPath) == 0)
            #expect(throws: CredentialsError.key(.missing(path: files.keyPath))) { try files.load() }
        }
    }

    @Test func brokenAnchorsNameTheMember() throws {
        let root = try Fixture().root
        let key = DeviceKeyPair.generate().key
        let anchors = try CountyAnchors(root: root, centerKeys: [key])
        let text = String(decoding: try anchors.encoded(), as: UTF8.self)
        #expect(try CountyAnchors(decoding: Array(text.utf8)) == anchors)
        let broken: [(old: String, new: String, member: String)] = [
            (Hexadecimal.encode(key.x963), "04ff", "centerKeys[0]"),
            ("\"\(Hexadecimal.encode(key.x963))\"", "", "centerKeys"),
            (root.fingerprint.description, "ff", "authorityFingerprint"),
            ("\"training\" : false", "\"t\" : 0", "training"),
            ("tingsu-county", "tingsu-invite", "format"), ("\"version\" : 1", "\"version\" : 9", "version"),
        ]
        for (old, new, member) in broken {
            let error = try #require(throws: DocumentError.self) {
                try CountyAnchors(decoding: Array(text.replacing(old, with: new).utf8))
            }
            #expect(error.member == member)
        }
    }
}
