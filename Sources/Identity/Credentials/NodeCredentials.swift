/// What a node needs to speak to its county: its key, its certificate, the county's root and the trust anchors.
///
/// A value of this type is coherent: the certificate is that of the key, was issued by the root, and the root is the one
/// that the anchors name. The paths are for TLS libraries, which read files themselves.
public struct NodeCredentials: Sendable {
    public let files: CredentialFiles
    public let keyPair: DeviceKeyPair
    public let identity: PeerIdentity
    public let root: CountyRoot
    public let anchors: CountyAnchors

    /// The private key, PEM (PKCS#8).
    public var keyPath: String { files.keyPath }
    /// The certificate chain that this node shows, PEM: its own certificate alone, as the root signs it directly.
    public var certificatePath: String { files.certificatePath }
    /// The only root that peers are verified against, PEM.
    public var rootPath: String { files.rootPath }

    /// The certificate that this node shows, DER, read again from its file. Throws `CredentialsError`.
    public func certificate() throws(CredentialsError) -> [UInt8] { try files.certificate(root: root).der }

    /// Loads and checks the folder `keys/` of a node; the error says what is missing or does not fit, and what to do.
    public static func load(from folder: String) throws(CredentialsError) -> NodeCredentials {
        try CredentialFiles(folder: folder).load()
    }
}
