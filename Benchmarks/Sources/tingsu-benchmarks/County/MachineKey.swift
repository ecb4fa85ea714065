import Crypto
import Replication

/// The key of one machine of the measured county, made from its name, so that every run signs alike.
struct MachineKey: HeadSigner, @unchecked Sendable {
    // Unchecked: the key wraps an immutable value; the package does not declare it Sendable on Linux.
    private let secret: P256.Signing.PrivateKey
    let key: DeviceKey

    init(machine name: String) throws {
        let scalar = SHA256.hash(data: Array(name.utf8))
        secret = try P256.Signing.PrivateKey(rawRepresentation: Array(scalar))
        guard let key = DeviceKey(x963: Array(secret.publicKey.x963Representation)) else {
            throw CryptoKitError.incorrectKeySize
        }
        self.key = key
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        Array(try secret.signature(for: message).rawRepresentation)
    }
}
