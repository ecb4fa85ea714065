import Crypto
public import Replication

/// What the hub reads out to somebody who forgot their PIN: ten digits that answer the challenge on their device.
///
/// Both sides compute them from a secret that only their two keys give (ECDH), so it works without a line, and nothing is
/// stored or sent. The challenge is random and is used once by the device; so are the digits.
public enum ResetCode {
    /// Read over a telephone: long enough that nobody guesses them, and the device counts guesses.
    public static let digitCount = 10

    /// The digits for a person and a challenge, the same on the device and on the one that answers.
    ///
    /// `own` is the key of this machine. Throws what the cryptographic library throws.
    public static func digits(
        own: DeviceKeyPair, other: DeviceKey, device: RecordID, person: RecordID, challenge: String
    ) throws -> String {
        let secret = try P256.KeyAgreement.PrivateKey(rawRepresentation: own.signingKey.secret.rawRepresentation)
        let shared = try secret.sharedSecretFromKeyAgreement(
            with: P256.KeyAgreement.PublicKey(x963Representation: other.x963))
        // The purpose keeps this secret apart from any other use of the two keys.
        let key = shared.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: Array("tingsu pin reset 1".utf8), sharedInfo: device.bytes, outputByteCount: 32)
        let code = HMAC<SHA256>.authenticationCode(for: person.bytes + Array(challenge.utf8), using: key)
        let number = code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 10_000_000_000
        let digits = String(number)
        return String(repeating: "0", count: digitCount - digits.count) + digits
    }
}
