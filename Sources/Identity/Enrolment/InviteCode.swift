public import Replication

/// The one-time code of an invite: twenty characters of Crockford's base 32, a hundred random bits.
///
/// It can be read aloud and typed: the alphabet has no I, L, O and U, and what people confuse is read as what was
/// meant. Whoever has it may enrol one machine, so it prints itself only where it is asked to.
///
/// Source: DESIGN.md section 8; https://www.crockford.com/base32.html.
public struct InviteCode: Hashable, Sendable {
    public static let characterCount = 20
    /// Random bytes that a code is made from; of the last one four bits are used.
    public static let randomByteCount = 13
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let domainTag = Array("tingsu/invite-code/1".utf8)

    /// The twenty characters in upper case without separators.
    public let text: String

    /// Makes a code from thirteen random bytes; nil for another count.
    public init?(random bytes: [UInt8]) {
        guard bytes.count == InviteCode.randomByteCount else { return nil }
        var text = ""
        var pending: UInt32 = 0
        var pendingBitCount = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            pendingBitCount += 8
            while pendingBitCount >= 5, text.count < InviteCode.characterCount {
                pendingBitCount -= 5
                text.append(InviteCode.alphabet[Int(pending >> UInt32(pendingBitCount) & 31)])
            }
            pending &= 31
        }
        self.text = text
    }

    /// Makes a code from the system's random numbers.
    public static func generate() -> InviteCode {
        guard let code = InviteCode(random: (0..<randomByteCount).map { _ in .random(in: .min ... .max) }) else {
            preconditionFailure("\(randomByteCount) random bytes make no code")
        }
        return code
    }

    /// Reads what a person typed: any case, O for 0, I and L for 1, hyphens and spaces anywhere, and the full-width
    /// letters and digits of a Chinese input method.
    public init(typed: String) throws(InviteCodeError) {
        var text = ""
        for scalar in typed.unicodeScalars {
            if InviteCode.isSeparator(scalar) { continue }
            guard let character = InviteCode.normalised(scalar) else { throw .character(String(scalar)) }
            text.append(character)
        }
        guard text.count == InviteCode.characterCount else { throw .length(text.count) }
        self.text = text
    }

    /// Four groups of five, as it is shown: `7K3QM-…`.
    public var grouped: String {
        let characters = Array(text)
        return stride(from: 0, to: characters.count, by: 5).map { String(characters[$0..<$0 + 5]) }
            .joined(separator: "-")
    }

    /// What the center keeps in place of the code: SHA-256 under a tag of its own. With a hundred random bits behind
    /// it, nobody who reads it finds the code.
    public var verifier: Hash { Hash(of: InviteCode.domainTag + Array(text.utf8)) }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation || scalar == "_"
            || scalar == "\u{FF3F}"
    }

    private static func normalised(_ scalar: Unicode.Scalar) -> Character? {
        // U+FF01–U+FF5E are ASCII's printable characters, 0xFEE0 further up.
        let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
        guard narrow < 0x80, let ascii = Unicode.Scalar(narrow) else { return nil }
        switch Character(String(Character(ascii)).uppercased()) {
        case "O": return "0"
        case "I", "L": return "1"
        case let character: return alphabet.contains(character) ? character : nil
        }
    }
}

extension InviteCode: CustomStringConvertible {
    /// Hides the code: a log line must not enrol a machine.
    public var description: String { "invite code (hidden)" }
}

/// Why what was typed is no invite code.
public enum InviteCodeError: Error, Hashable, Sendable {
    case character(String)
    case length(Int)
}

extension InviteCodeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .character(let character):
            "\"\(character)\" does not occur in invite codes; they have 0–9 and A–Z without U"
        case .length(let count): "the invite code has \(count) characters, it must have \(InviteCode.characterCount)"
        }
    }
}
