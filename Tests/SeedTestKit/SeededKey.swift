import Crypto
package import Replication

/// A device key that a seed decides, whose signatures repeat too: with them the bytes of a whole run do.
///
/// ECDSA draws a nonce for each signature; here it is always 1. Whoever sees one signature can compute the key, so it
/// keeps no secret, and a test needs none. Verifiers do not know the difference (FIPS 186-5).
package struct SeededKey: HeadSigner {
    package let key: DeviceKey
    private let secretTimesR: CurveScalar

    package init(_ stream: inout SeededStream) throws {
        while true {
            let bytes = (0..<32).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
            guard let candidate = try? P256.Signing.PrivateKey(rawRepresentation: bytes),
                let key = DeviceKey(x963: Array(candidate.publicKey.x963Representation))
            else { continue }
            self.key = key
            secretTimesR = CurveScalar(bytes: bytes).times(CurveScalar.generatorX)
            return
        }
    }

    package func sign(_ message: [UInt8]) throws -> [UInt8] {
        let digest = CurveScalar(bytes: Array(SHA256.hash(data: message)))
        return CurveScalar.generatorX.bytes + digest.plus(secretTimesR).bytes
    }
}
