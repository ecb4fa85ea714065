/// The folder of a node's credentials: `device.key`, `certificate.pem`, `county-ca.pem` and `county.json`.
public struct CredentialFiles: Hashable, Sendable {
    public let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    public var keyPath: String { "\(folder)/device.key" }
    public var certificatePath: String { "\(folder)/certificate.pem" }
    public var rootPath: String { "\(folder)/county-ca.pem" }
    public var anchorsPath: String { "\(folder)/county.json" }

    /// The machine's key: the one in the folder, or a new one where there is none.
    ///
    /// Called when a machine joins and never when it is installed, so that an image of a disk holds no key
    /// (FAILURES.md F13). A second try to join uses the same key, and its invite recognises it.
    public func loadOrMakeKeyPair() throws(CredentialsError) -> DeviceKeyPair {
        do {
            return try DeviceKeyPair.load(from: keyPath)
        } catch .missing {
            let made = DeviceKeyPair.generate()
            do {
                try made.save(to: keyPath)
            } catch {
                throw .key(error)
            }
            return made
        } catch {
            throw .key(error)
        }
    }

    /// Puts the answer to a request for enrolment in its place, durably; repeating it is harmless.
    ///
    /// Refuses a certificate that is not of the key in the folder, and another county than the one that the folder
    /// already belongs to. The certificate is written last: while it is missing, the node is not enrolled.
    public func install(
        certificate: NodeCertificate, root: CountyRoot, anchors: CountyAnchors
    ) throws(CredentialsError) {
        let pair = try deviceKeyPair()
        guard certificate.identity.key == pair.key else { throw .certificateOfAnotherKey(path: certificatePath) }
        do {
            _ = try PeerIdentity(der: certificate.der, root: root)
        } catch {
            throw .certificate(path: certificatePath, error)
        }
        guard anchors.authorityFingerprint == root.fingerprint else { throw .rootOfAnotherCounty(path: rootPath) }
        if let present = try readIfPresent(anchorsPath) {
            let known = try CredentialFiles.anchors(present, path: anchorsPath)
            guard known.authorityFingerprint == anchors.authorityFingerprint else {
                throw .enrolledElsewhere(county: known.county, path: folder)
            }
        }
        let document: [UInt8]
        do {
            document = try anchors.encoded()
        } catch {
            throw .anchors(path: anchorsPath, error)
        }
        do {
            try DurableFile(rootPath).write(root.pem.utf8, readers: .everyone)
            try DurableFile(anchorsPath).write(document, readers: .everyone)
            try DurableFile(certificatePath).write(certificate.pem.utf8, readers: .everyone)
        } catch {
            throw .file(error)
        }
    }

    /// Loads all four files and checks that they belong together.
    public func load() throws(CredentialsError) -> NodeCredentials {
        let pair = try deviceKeyPair()
        let rootText = String(decoding: try read(rootPath), as: UTF8.self)
        let root: CountyRoot
        do {
            root = try CountyRoot(pem: rootText)
        } catch {
            throw .root(path: rootPath, error)
        }
        let anchors = try CredentialFiles.anchors(try read(anchorsPath), path: anchorsPath)
        guard anchors.authorityFingerprint == root.fingerprint else { throw .rootOfAnotherCounty(path: rootPath) }
        let certificateText = String(decoding: try read(certificatePath), as: UTF8.self)
        let identity: PeerIdentity
        do {
            identity = try PeerIdentity(pem: certificateText, root: root)
        } catch {
            throw .certificate(path: certificatePath, error)
        }
        guard identity.key == pair.key else { throw .certificateOfAnotherKey(path: certificatePath) }
        return NodeCredentials(files: self, keyPair: pair, identity: identity, root: root, anchors: anchors)
    }

    /// The node's certificate, verified against the county's root.
    func certificate(root: CountyRoot) throws(CredentialsError) -> NodeCertificate {
        let text = String(decoding: try read(certificatePath), as: UTF8.self)
        do {
            return try NodeCertificate(pem: text, root: root)
        } catch {
            throw .certificate(path: certificatePath, error)
        }
    }

    private func deviceKeyPair() throws(CredentialsError) -> DeviceKeyPair {
        do {
            return try DeviceKeyPair.load(from: keyPath)
        } catch {
            throw .key(error)
        }
    }

    private func read(_ path: String) throws(CredentialsError) -> [UInt8] {
        guard let bytes = try readIfPresent(path) else { throw .missing(path: path) }
        return bytes
    }

    private func readIfPresent(_ path: String) throws(CredentialsError) -> [UInt8]? {
        do {
            return try DurableFile(path).read()
        } catch {
            throw .file(error)
        }
    }

    private static func anchors(_ bytes: [UInt8], path: String) throws(CredentialsError) -> CountyAnchors {
        do {
            return try CountyAnchors(decoding: bytes)
        } catch {
            throw .anchors(path: path, error)
        }
    }
}
