import Crypto
import Foundation
public import Replication

/// Seals pieces, one after another, so that the owner of one device key reads them and nobody else (HPKE, base mode).
///
/// Each piece is bound to its place: one that is taken away, doubled or moved makes all behind it unreadable. Who sealed
/// is not told: that is what a signature within says.
///
/// Source: RFC 9180, suite DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
public struct PieceSealer: Sendable {
    public static let encapsulatedKeyByteCount = 65
    static let suite = HPKE.Ciphersuite(kem: .P256_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)

    private var sender: HPKE.Sender

    /// Begins with an ephemeral key of its own. `context` must be known to both sides, and is authenticated with each
    /// piece. Throws what the cryptographic library throws.
    public init(for receiver: DeviceKey, context: [UInt8]) throws {
        sender = try HPKE.Sender(
            recipientKey: P256.KeyAgreement.PublicKey(x963Representation: receiver.x963),
            ciphersuite: PieceSealer.suite,
            info: Data(context))
    }

    /// With an ephemeral key that somebody chose: for bytes that are to be the same in every run.
    init(_ sender: HPKE.Sender) { self.sender = sender }

    /// The public half of the ephemeral key, X9.63.
    public var encapsulatedKey: [UInt8] { Array(sender.encapsulatedKey) }

    /// The next piece, sixteen bytes longer.
    public mutating func seal(_ piece: [UInt8]) throws -> [UInt8] { Array(try sender.seal(piece)) }
}

/// Opens what a `PieceSealer` sealed for this machine, in the same order.
public struct PieceOpener: Sendable {
    private var recipient: HPKE.Recipient

    /// Nil where the encapsulated key is no point of the curve.
    public init?(of receiver: DeviceKeyPair, encapsulatedKey: [UInt8], context: [UInt8]) {
        let secret = receiver.signingKey.secret.rawRepresentation
        guard let key = try? P256.KeyAgreement.PrivateKey(rawRepresentation: secret),
            let recipient = try? HPKE.Recipient(
                privateKey: key, ciphersuite: PieceSealer.suite, info: Data(context),
                encapsulatedKey: Data(encapsulatedKey))
        else { return nil }
        self.recipient = recipient
    }

    /// The next piece; nil where it is not the one that was sealed at this place.
    public mutating func open(_ sealed: [UInt8]) -> [UInt8]? {
        (try? recipient.open(sealed)).map { Array($0) }
    }
}
