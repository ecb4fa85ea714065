import Causality
package import Replication

/// Who a certificate says its holder is: the URI `urn:tingsu:node:` followed by the id's 32 hexadecimal digits.
package enum NodeIdentity: Equatable, CustomStringConvertible {
    case node(RecordID)
    /// A certificate of the CA, but not a node's, for example a person's.
    case none
    /// Two claims are none: which of them counts would depend on the reader.
    case several

    static let prefix = "urn:tingsu:node:"

    /// Reads the URIs of a certificate's subject alternative name, as bytes; only the exact form counts.
    package init(certificateURIs: [[UInt8]]) {
        let claims = certificateURIs.filter { $0.starts(with: Self.prefix.utf8) }
        guard let claim = claims.first else {
            self = .none
            return
        }
        guard claims.count == 1 else {
            self = .several
            return
        }
        let digits = String(decoding: claim.dropFirst(Self.prefix.utf8.count), as: UTF8.self)
        guard let bytes = Hexadecimal.decode(digits), let id = RecordID(bytes: bytes) else {
            self = .none
            return
        }
        self = .node(id)
    }

    package var description: String {
        switch self {
        case .node(let id): Hexadecimal.encode(id.bytes)
        case .none: "without a node id"
        case .several: "with several node ids"
        }
    }
}
