import CaseFile
import Causality
public import Identity
public import Replication

/// Whom an export asks to believe: the county's authority, the keys of its centers, and the certificates that the
/// machine which made it had at hand.
public struct CountyEvidence: Sendable {
    public let root: CountyRoot
    /// Those that may write the directory, as the machine was told when it joined.
    public let centerKeys: [DeviceKey]
    /// DER; the machine's own first.
    public let certificates: [[UInt8]]

    public init(root: CountyRoot, centerKeys: [DeviceKey], certificates: [[UInt8]]) {
        self.root = root
        self.centerKeys = centerKeys
        self.certificates = certificates
    }

    /// The nodes that the county's authority vouches for; certificates of others say nothing.
    var identities: [PeerIdentity] { certificates.compactMap { try? PeerIdentity(der: $0, root: root) } }

    var json: FieldValue {
        .object([
            ("root", .string(Base64.encode(root.der))),
            ("center_keys", .array(centerKeys.map { .string(Hexadecimal.encode($0.x963)) })),
            ("certificates", .array(certificates.map { .string(Base64.encode($0)) })),
        ])
    }

    init(json: FieldValue, in reader: ProofReader) throws(ProofError) {
        do {
            root = try CountyRoot(der: try reader.bytes("root", of: json))
        } catch let error as ProofError {
            throw error
        } catch {
            throw reader.error("root")
        }
        centerKeys = try reader.list("center_keys", of: json) { (item) throws(ProofError) in
            guard case .string(let text) = item, let bytes = Hexadecimal.decode(text),
                let key = DeviceKey(x963: bytes)
            else { throw reader.error("center_keys") }
            return key
        }
        certificates = try reader.list("certificates", of: json) { (item) throws(ProofError) in
            guard case .string(let text) = item, let bytes = Base64.decode(text) else {
                throw reader.error("certificates")
            }
            return bytes
        }
    }
}
