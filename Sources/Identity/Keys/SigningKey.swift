import Crypto
import Replication

/// A P-256 private key and its file: what a device's key and the county's authority have in common.
struct SigningKey: @unchecked Sendable {
    // Unchecked: the key wraps an immutable value; the package does not declare it Sendable on Linux.
    let secret: P256.Signing.PrivateKey
    let key: DeviceKey

    /// Makes a key from the system's random numbers.
    static func generate() -> SigningKey {
        guard let made = SigningKey(secret: P256.Signing.PrivateKey()) else {
            preconditionFailure("a new P-256 key has no point of the curve")
        }
        return made
    }

    private init?(secret: P256.Signing.PrivateKey) {
        guard let key = DeviceKey(x963: Array(secret.publicKey.x963Representation)) else { return nil }
        self.secret = secret
        self.key = key
    }

    static func load(from path: String) throws(KeyFileError) -> SigningKey {
        let stored: (bytes: [UInt8], mode: UInt32)?
        do {
            stored = try DurableFile(path).readWithMode(byteCountMax: 65_536)
        } catch {
            throw .file(error)
        }
        guard let stored else { throw .missing(path: path) }
        guard stored.mode & 0o077 == 0 else { throw .exposed(path: path, mode: stored.mode) }
        guard
            let secret = try? P256.Signing.PrivateKey(pemRepresentation: String(decoding: stored.bytes, as: UTF8.self)),
            let loaded = SigningKey(secret: secret)
        else { throw .notP256(path: path) }
        return loaded
    }

    /// Writes a new PKCS#8 PEM file, mode 0600; an existing one is never overwritten.
    func save(to path: String) throws(KeyFileError) {
        do {
            try DurableFile(path).create((secret.pemRepresentation + "\n").utf8, readers: .owner)
        } catch {
            throw .file(error)
        }
    }
}
