/// Why bytes are not a bundle, or not one that this program reads.
public enum BundleFormatError: Error, Hashable, Sendable {
    /// The first bytes are another file's.
    case notABundle
    /// A newer program made it.
    case unsupportedVersion(UInt8)
    /// Sealed in a way that this program does not know.
    case unsupportedSuite(UInt8)
    /// The file ends before its own end mark.
    case cutOff
    /// A length beyond `BundleLimits`; nothing was allocated for it.
    case tooLarge(field: String, count: Int, limit: Int)
    case malformed(WireError)
}

extension BundleFormatError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notABundle: "the file is not a bundle"
        case .unsupportedVersion(let version): "the bundle has version \(version), this program reads 1; update it"
        case .unsupportedSuite(let suite): "the bundle has suite \(suite), this program reads 1; update it"
        case .cutOff: "the file is cut off: copy it once more"
        case .tooLarge(let field, let count, let limit): "\(field) is too large: \(count), at most \(limit)"
        case .malformed(let error): error.description
        }
    }
}
