/// Why a node has no credentials to speak with.
public enum CredentialsError: Error, Hashable, Sendable {
    case key(KeyFileError)
    case file(FileError)
    /// The machine is not enrolled, or its enrolment was cut off.
    case missing(path: String)
    case root(path: String, CountyRootError)
    case certificate(path: String, PeerIdentityError)
    case anchors(path: String, DocumentError)
    case certificateOfAnotherKey(path: String)
    /// `county.json` names another authority than the certificate beside it.
    case rootOfAnotherCounty(path: String)
    case enrolledElsewhere(county: String, path: String)
}

extension CredentialsError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .key(let error): error.description
        case .file(let error): error.description
        case .missing(let path): "\(path) is missing: this machine is not enrolled; run `tingsu join` with its invite"
        case .root(let path, let error): "\(path): \(error)"
        case .certificate(let path, let error): "\(path): \(error)"
        case .anchors(let path, let error): "\(path): \(error)"
        case .certificateOfAnotherKey(let path):
            "\(path) is not the certificate of this machine's key; restore both from one backup or enrol again"
        case .rootOfAnotherCounty(let path):
            "\(path) is not the authority that county.json names; restore both from one backup or enrol again"
        case .enrolledElsewhere(let county, let path):
            "\(path) already belongs to \(county); use another data folder for another county"
        }
    }
}
