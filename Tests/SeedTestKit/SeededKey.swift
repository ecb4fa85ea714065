import Crypto
package import Replication

/// A device key that a seed decides, so that a run's replicas and ids repeat. Signatures do not: ECDSA draws a nonce of
/// its own, and nothing but their validity is looked at.
package struct SeededKey: HeadSigner {
    package let key: DeviceKey
    private let raw: [UInt8]

    package init(_ stream: inout SeededStream) throws {
        while true {
            let bytes = (0..<32).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
            guard let candidate = try? P256.Signing.PrivateKey(rawRepresentation: bytes),
                let key = DeviceKey(x963: Array(candidate.publicKey.x963Representation))
            else { continue }
            self.key = key
            raw = bytes
            return
        }
    }

    package func sign(_ message: [UInt8]) throws -> [UInt8] {
        Array(try P256.Signing.PrivateKey(rawRepresentation: raw).signature(for: message).rawRepresentation)
    }
}
