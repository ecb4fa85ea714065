import Crypto
import Replication

/// A device with a real key, made for one test.
struct SigningDevice: HeadSigner {
    private let privateKey: P256.Signing.PrivateKey
    let key: DeviceKey

    init() throws {
        privateKey = P256.Signing.PrivateKey()
        guard let key = DeviceKey(x963: Array(privateKey.publicKey.x963Representation)) else { throw KeyRefused() }
        self.key = key
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        Array(try privateKey.signature(for: message).rawRepresentation)
    }

    private struct KeyRefused: Error {}
}
