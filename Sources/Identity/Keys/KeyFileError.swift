/// Why a private key could not be taken from its file or put there.
public enum KeyFileError: Error, Hashable, Sendable {
    case missing(path: String)
    /// Group or others may read the file; `mode` is its permission bits.
    case exposed(path: String, mode: UInt32)
    case notP256(path: String)
    case file(FileError)
}

extension KeyFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let path):
            "there is no key file \(path); a device gets one with `tingsu join`, a center with `tingsu init`"
        case .exposed(let path, let mode):
            "key file \(path) is open to other users of this machine (mode \(String(mode, radix: 8))); "
                + "run `chmod 600 \(path)`, and enrol again if others may have read it"
        case .notP256(let path):
            "key file \(path) does not hold a P-256 private key in PEM form; restore it or enrol again"
        case .file(let error):
            error.description
        }
    }
}
