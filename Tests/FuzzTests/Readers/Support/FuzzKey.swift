import Crypto
import Foundation
import Identity
import Replication

/// A key that its name decides, so that an input means the same in every run.
struct FuzzKey: HeadSigner {
    let key: DeviceKey
    private let secret: P256.Signing.PrivateKey

    static func named(_ name: String) -> FuzzKey {
        // A hash is a number below the order of the curve, but for one in four thousand million.
        guard
            let secret = try? P256.Signing.PrivateKey(
                rawRepresentation: SHA256.hash(data: Array(name.utf8)).map { $0 }),
            let key = DeviceKey(x963: Array(secret.publicKey.x963Representation))
        else { preconditionFailure("the name \(name) makes no key: take another") }
        return FuzzKey(key: key, secret: secret)
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        Array(try secret.signature(for: message).rawRepresentation)
    }

    /// The same key as a machine has it, which is by way of a file.
    func pair() throws -> DeviceKeyPair {
        let path = FuzzFolder.path("key-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(atPath: path) }
        try DurableFile(path).write(secret.pemRepresentation.utf8, readers: .owner)
        return try DeviceKeyPair.load(from: path)
    }
}
