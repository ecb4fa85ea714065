import Crypto
import Foundation

/// Thirty-two random bytes that a browser shows again: a launch key, a browser's or a session's cookie.
///
/// It is kept as its hash where it outlives the process, and never prints itself.
struct Secret: Hashable, Sendable {
    private let bytes: [UInt8]

    static let byteCount = 32

    init() {
        var generator = SystemRandomNumberGenerator()
        bytes = (0..<Secret.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        guard text.utf8.count == 43 else { return nil }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/") + "="
        guard let data = Data(base64Encoded: plain), data.count == Secret.byteCount else { return nil }
        bytes = Array(data)
        // Base64 has spare bits in its last digit; one secret has one spelling.
        guard self.text == text else { return nil }
    }

    /// Forty-three letters, digits, hyphens and underscores.
    var text: String { Secret.base64(bytes) }

    /// Stands for the secret where it is kept or looked up: whoever reads it cannot show the secret.
    var hash: String { derived("kept") }

    /// What forms carry: it comes from the cookie, which a page of another origin cannot read.
    var formToken: String { derived("form") }

    private func derived(_ purpose: String) -> String {
        Secret.base64(Array(SHA256.hash(data: Array("tingsu pages \(purpose) ".utf8) + bytes)))
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Whether two texts are equal, in a time that does not depend on where they differ.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension Secret: CustomStringConvertible, CustomReflectable {
    var description: String { "secret" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
