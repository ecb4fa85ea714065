extension CountyAuthority {
    private static let keyFileName = "authority.key"
    private static let certificateFileName = "county-ca.pem"

    /// Writes the authority into `folder`: `authority.key` (mode 0600) and `county-ca.pem`.
    ///
    /// The key is written last and never over another one: a county has one authority, and every certificate ever
    /// issued hangs on it. Where a first try was cut off before the key, a second one succeeds.
    public func save(in folder: String) throws(AuthorityFileError) {
        let keyPath = "\(folder)/\(CountyAuthority.keyFileName)"
        do throws(FileError) {
            if try DurableFile(keyPath).read() != nil { throw .alreadyExists(path: keyPath) }
            try DurableFile("\(folder)/\(CountyAuthority.certificateFileName)").write(root.pem.utf8, readers: .everyone)
        } catch {
            throw .file(error)
        }
        do {
            try signingKey.save(to: keyPath)
        } catch {
            throw .key(error)
        }
    }

    /// Reads what `save` wrote; refuses a certificate that is not that of the key beside it.
    public static func load(from folder: String) throws(AuthorityFileError) -> CountyAuthority {
        let signingKey: SigningKey
        do {
            signingKey = try SigningKey.load(from: "\(folder)/\(keyFileName)")
        } catch {
            throw .key(error)
        }
        let path = "\(folder)/\(certificateFileName)"
        let stored: [UInt8]?
        do {
            stored = try DurableFile(path).read()
        } catch {
            throw .file(error)
        }
        guard let stored else { throw .certificateMissing(path: path) }
        let root: CountyRoot
        do {
            root = try CountyRoot(pem: String(decoding: stored, as: UTF8.self))
        } catch {
            throw .certificate(path: path, error)
        }
        guard root.key == signingKey.key else { throw .certificateOfAnotherKey(path: path) }
        return CountyAuthority(root: root, signingKey: signingKey)
    }
}

/// Why a county's authority could not be taken from its folder or put there.
public enum AuthorityFileError: Error, Hashable, Sendable {
    case key(KeyFileError)
    case file(FileError)
    case certificateMissing(path: String)
    case certificate(path: String, CountyRootError)
    case certificateOfAnotherKey(path: String)
}

extension AuthorityFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .key(let error): error.description
        case .file(let error): error.description
        case .certificateMissing(let path): "\(path) is missing beside the authority's key; restore it from a backup"
        case .certificate(let path, let error): "\(path): \(error)"
        case .certificateOfAnotherKey(let path):
            "\(path) is not the certificate of the authority's key; restore both from one backup"
        }
    }
}
