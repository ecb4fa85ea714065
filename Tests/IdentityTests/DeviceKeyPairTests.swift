import Causality
import Crypto
import Glibc
import Identity
import Replication
import Testing

struct DeviceKeyPairTests {
    @Test func savedKeyIsOwnersAloneAndLoadsAgain() throws {
        try withTemporaryFolder { folder in
            let pair = DeviceKeyPair.generate()
            let path = folder + "/keys/device.key"
            try pair.save(to: path)
            #expect(mode(of: path) == 0o600)
            #expect(mode(of: folder + "/keys") == 0o700)
            #expect(names(in: folder + "/keys") == ["device.key"])
            #expect(try DeviceKeyPair.load(from: path).key == pair.key)
            let text = String(decoding: try #require(try DurableFile(path).read()), as: UTF8.self)
            #expect(text.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        }
    }

    @Test func existingKeyIsNeverOverwritten() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/device.key"
            let first = DeviceKeyPair.generate()
            try first.save(to: path)
            #expect(throws: KeyFileError.file(.alreadyExists(path: path))) {
                try DeviceKeyPair.generate().save(to: path)
            }
            #expect(try DeviceKeyPair.load(from: path).key == first.key)
            #expect(names(in: folder) == ["device.key"])
        }
    }

    @Test func missingKeyIsNamed() {
        #expect(throws: KeyFileError.missing(path: "/nonexistent/device.key")) {
            try DeviceKeyPair.load(from: "/nonexistent/device.key")
        }
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o601] as [mode_t])
    func keyOpenToOthersIsRefused(mode: mode_t) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/device.key"
            try DeviceKeyPair.generate().save(to: path)
            try #require(chmod(path, mode) == 0)
            let error = try #require(throws: KeyFileError.self) { try DeviceKeyPair.load(from: path) }
            #expect(error == .exposed(path: path, mode: UInt32(mode)))
            #expect(error.description.contains("chmod 600 \(path)"))
        }
    }

    @Test(arguments: ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "P-384"])
    func anythingElseThanP256IsRefused(content: String) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/device.key"
            let text = content == "P-384" ? P384.Signing.PrivateKey().pemRepresentation : content
            try DurableFile(path).write(text.utf8, readers: .owner)
            #expect(throws: KeyFileError.notP256(path: path)) { try DeviceKeyPair.load(from: path) }
        }
    }

    @Test func signatureVerifiesAsSignedHeadOfThisDeviceOnly() throws {
        let pair = DeviceKeyPair.generate()
        let position = LogPosition(
            log: LogID(scope: ScopeID(rawValue: 7), replica: ReplicaID(rawValue: 9)), seq: 3, hash: Hash(of: [1, 2, 3]))
        let head = try SignedHead(signing: position, with: pair)
        #expect(head.signature.count == SignedHead.signatureByteCount)
        #expect(head.isValid(for: pair.key))
        #expect(!head.isValid(for: DeviceKeyPair.generate().key))
        let moved = LogPosition(log: position.log, seq: 4, hash: position.hash)
        #expect(!SignedHead(position: moved, signature: head.signature).isValid(for: pair.key))
    }

    @Test func descriptionHoldsNoSecret() throws {
        let pair = DeviceKeyPair.generate()
        #expect("\(pair)" == "key pair of device \(pair.key.device)")
    }
}
