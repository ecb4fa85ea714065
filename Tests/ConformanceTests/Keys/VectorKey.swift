import Crypto
import Replication
import Synchronization

/// A device key whose private half is a small number, and whose signatures are the same in every run (RFC 6979), so that
/// making the vectors anew changes nothing that did not change. Never to be used for anything else.
struct VectorKey: HeadSigner {
    let key: DeviceKey
    private let scalar: Scalar

    static let device = make(1)
    static let center = make(2)
    static let otherDevice = make(3)
    static let stranger = make(4)

    init(_ number: UInt8) throws {
        scalar = Scalar(bytes: [number])
        guard let key = DeviceKey(x963: try VectorKey.point(scalar)) else { throw VectorError("no key of \(number)") }
        self.key = key
    }

    private static func make(_ number: UInt8) -> VectorKey {
        do { return try VectorKey(number) } catch { preconditionFailure("\(error)") }
    }

    /// The 32 bytes of the private half.
    var privateBytes: [UInt8] { scalar.bytes }

    private static func point(_ scalar: Scalar) throws -> [UInt8] {
        Array(try P256.Signing.PrivateKey(rawRepresentation: scalar.bytes).publicKey.x963Representation)
    }

    /// What was signed in this run: many cases begin with the same directory.
    private static let signatures = Mutex<[[UInt8]: [UInt8]]>([:])

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        if let known = VectorKey.signatures.withLock({ $0[scalar.bytes + message] }) { return known }
        let signature = try computedSignature(of: message)
        VectorKey.signatures.withLock { $0[scalar.bytes + message] = signature }
        return signature
    }

    private func computedSignature(of message: [UInt8]) throws -> [UInt8] {
        let hash = Array(SHA256.hash(data: message))
        let digest = Scalar(bytes: hash)
        // RFC 6979, 3.2: nonces from key and digest.
        var v = [UInt8](repeating: 1, count: 32)
        var k = [UInt8](repeating: 0, count: 32)
        for mark: UInt8 in [0, 1] {
            k = VectorKey.hmac(k, v + [mark] + scalar.bytes + digest.bytes)
            v = VectorKey.hmac(k, v)
        }
        while true {
            v = VectorKey.hmac(k, v)
            let nonce = Scalar(bytes: v)
            if !nonce.isZero, nonce.bytes == v {
                let r = Scalar(bytes: Array(try VectorKey.point(nonce)[1...32]))
                let s = nonce.inverse * (digest + r * scalar)
                if !r.isZero, !s.isZero { return r.bytes + s.bytes }
            }
            k = VectorKey.hmac(k, v + [0])
            v = VectorKey.hmac(k, v)
        }
    }

    private static func hmac(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    }
}
