/// Why the server cannot be started.
public enum PeerServerError: Error, Hashable, Sendable {
    /// A setting is wrong; the sentence names it.
    case invalidConfiguration(String)
    case unusableCertificate(path: String, reason: String)
    case unusableKey(path: String, reason: String)
    /// Certificate and key are readable and do not belong together, or TLS refuses them otherwise.
    case unusableCredentials(certificatePath: String, keyPath: String, reason: String)
    case cannotListen(host: String, port: Int, reason: String)
}

extension PeerServerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidConfiguration(let sentence):
            sentence
        case .unusableCertificate(let path, let reason):
            "\(path) holds no usable certificate: \(reason); restore it from the backup or enrol again"
        case .unusableKey(let path, let reason):
            "\(path) holds no usable private key: \(reason); restore it from the backup or enrol again"
        case .unusableCredentials(let certificatePath, let keyPath, let reason):
            "\(certificatePath) and \(keyPath) cannot serve together: \(reason); restore both from one backup"
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host) port \(port): \(reason); another program may have it, or choose another port"
        }
    }
}
