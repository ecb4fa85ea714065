import Causality
public import Replication

/// What a node knows of its county before it has any directory: whom to believe.
///
/// The directory is written by the center, and a center's device record is itself in the directory; the chain of trust
/// must start outside it, with the keys that came at enrolment.
///
/// Source: DESIGN.md section 8.
public struct CountyAnchors: Hashable, Sendable {
    static let format = "tingsu-county"
    static let version = 1

    public let county: String
    public let isTraining: Bool
    public let authorityFingerprint: Fingerprint
    /// Keys of the centers whose changes to the directory count; at least one.
    public let centerKeys: [DeviceKey]

    public init(
        county: String, isTraining: Bool, authorityFingerprint: Fingerprint, centerKeys: [DeviceKey]
    ) throws(DocumentError) {
        if centerKeys.isEmpty { throw CountyAnchors.error("centerKeys", "is empty; a county has at least one center") }
        self.county = county
        self.isTraining = isTraining
        self.authorityFingerprint = authorityFingerprint
        self.centerKeys = centerKeys
    }

    /// The anchors of the county whose authority is `root`.
    public init(root: CountyRoot, centerKeys: [DeviceKey]) throws(DocumentError) {
        try self.init(
            county: root.county, isTraining: root.isTraining, authorityFingerprint: root.fingerprint,
            centerKeys: centerKeys)
    }

    private static func error(_ member: String, _ problem: String) -> DocumentError {
        DocumentError(document: format, member: member, problem: problem)
    }
}

extension CountyAnchors {
    private struct Members: Codable {
        var format: String
        var version: Int
        var county: String
        var training: Bool
        var authorityFingerprint: String
        var centerKeys: [String]
    }

    /// Writes `county.json`: JSON with sorted keys; keys in X9.63 form as 130 hexadecimal digits.
    public func encoded() throws(DocumentError) -> [UInt8] {
        try JSONDocument.encode(
            Members(
                format: CountyAnchors.format, version: CountyAnchors.version, county: county, training: isTraining,
                authorityFingerprint: authorityFingerprint.description,
                centerKeys: centerKeys.map { Hexadecimal.encode($0.x963) }),
            format: CountyAnchors.format)
    }

    /// Reads what `encoded` wrote; errors name the member.
    public init(decoding bytes: [UInt8]) throws(DocumentError) {
        let members = try JSONDocument.decode(
            Members.self, format: CountyAnchors.format, version: CountyAnchors.version, from: bytes)
        guard let fingerprint = Fingerprint(members.authorityFingerprint) else {
            throw CountyAnchors.error("authorityFingerprint", "is not 64 hexadecimal digits")
        }
        var keys: [DeviceKey] = []
        for (index, text) in members.centerKeys.enumerated() {
            guard let bytes = Hexadecimal.decode(text), let key = DeviceKey(x963: bytes) else {
                throw CountyAnchors.error("centerKeys[\(index)]", "is not a P-256 key of 130 hexadecimal digits")
            }
            keys.append(key)
        }
        try self.init(
            county: members.county, isTraining: members.training, authorityFingerprint: fingerprint, centerKeys: keys)
    }
}
