import SwiftASN1
import X509

extension DistinguishedName {
    /// The first value of an attribute; nil where it is absent or not text.
    func text(_ type: ASN1ObjectIdentifier) -> String? {
        for name in self {
            for attribute in name where attribute.type == type {
                return String(attribute.value)
            }
        }
        return nil
    }
}

/// The bounds on names that stand in a certificate.
enum NameBounds {
    /// RFC 5280, upper bound of a common name and of an organisation.
    static let characterCountMax = 64

    /// What is wrong with `name`, or nil.
    static func problem(with name: String, characterCountMax: Int = characterCountMax) -> String? {
        if name.allSatisfy(\.isWhitespace) { return "is empty" }
        if name.unicodeScalars.count > characterCountMax {
            return "has \(name.unicodeScalars.count) characters, at most \(characterCountMax) fit"
        }
        if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "contains a control character"
        }
        return nil
    }
}
