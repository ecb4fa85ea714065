import Crypto
import Replication
import Testing

/// The key that every office of a test signs with: who may write is not what these tests are about.
struct CenterKey: HeadSigner {
    let key: DeviceKey
    private let raw: [UInt8]

    init() throws {
        let made = P256.Signing.PrivateKey()
        key = try #require(DeviceKey(x963: Array(made.publicKey.x963Representation)))
        raw = Array(made.rawRepresentation)
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        Array(try P256.Signing.PrivateKey(rawRepresentation: raw).signature(for: message).rawRepresentation)
    }
}
