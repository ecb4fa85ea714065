import Crypto
import Foundation
import Replication

@testable import Identity

/// An ephemeral key for sealing that is the same in every run, so that the bytes of a bundle are. Never to be used for
/// anything else: who knows it reads all that was sealed with it.
struct FixedEphemeralKey: HPKEDiffieHellmanPrivateKeyGeneration {
    private let key: P256.KeyAgreement.PrivateKey

    /// The number 5.
    init() {
        do {
            key = try P256.KeyAgreement.PrivateKey(rawRepresentation: [UInt8](repeating: 0, count: 31) + [5])
        } catch {
            preconditionFailure("\(error)")
        }
    }

    var publicKey: Receiver { Receiver(key: key.publicKey) }

    func sharedSecretFromKeyAgreement(with share: Receiver) throws -> SharedSecret {
        try key.sharedSecretFromKeyAgreement(with: share.key)
    }

    /// A receiver for whom the ephemeral key is this one.
    struct Receiver: HPKEDiffieHellmanPublicKey {
        typealias EphemeralPrivateKey = FixedEphemeralKey
        let key: P256.KeyAgreement.PublicKey

        init(key: P256.KeyAgreement.PublicKey) { self.key = key }

        init<Bytes: ContiguousBytes>(_ serialization: Bytes, kem: HPKE.KEM) throws {
            key = try P256.KeyAgreement.PublicKey(serialization, kem: kem)
        }

        func hpkeRepresentation(kem: HPKE.KEM) throws -> Data { try key.hpkeRepresentation(kem: kem) }
    }

    /// Seals for the owner of a key.
    static func sealer(for receiver: VectorKey, context: [UInt8]) throws -> PieceSealer {
        PieceSealer(
            try HPKE.Sender(
                recipientKey: Receiver(key: P256.KeyAgreement.PublicKey(x963Representation: receiver.key.x963)),
                ciphersuite: PieceSealer.suite, info: Data(context)))
    }
}
