import Foundation
public import Identity

/// What a copy says about itself: `backup.json`, written after the copy was verified and before it gets its name.
public struct BackupManifest: Codable, Hashable, Sendable {
    /// Rises with every copy of a node in one folder. Copies are ordered by it and not by a clock, which may be wrong.
    public let number: Int
    /// Milliseconds since 1970 by the machine's clock.
    public let madeAt: Int64
    public let county: String
    public let isTraining: Bool
    public let name: String
    public let role: NodeRole
    /// Id of the node: thirty-two hexadecimal digits.
    public let node: String
    /// Format of the store; a program that knows only older ones refuses it.
    public let storeFormat: Int
    /// Kinds of record that the program understood: another set may merge to another digest.
    public let kinds: Int
    public let changes: Int
    public let bytes: Int64
    /// Digest of the merged state.
    public let digest: String
    /// Whether the node's private keys lie in the copy, and at a center the county's own.
    public let hasKeys: Bool
    /// Files of attachments that were copied with it or are beside it; nil in copies of before there were any.
    public let blobs: Int?

    static let fileName = "backup.json"
    private static let format = "tingsu-backup"
    private static let version = 1

    /// The file's members around the manifest's own.
    private struct Document: Codable {
        let format: String
        let version: Int
        let backup: BackupManifest
    }

    func write(to folder: String) throws {
        let document = Document(format: BackupManifest.format, version: BackupManifest.version, backup: self)
        try DurableFile("\(folder)/\(BackupManifest.fileName)").write(ReplyJSON.encode(document), readers: .owner)
    }

    /// Nil where the folder has none, or one of a format that this program does not know.
    static func read(_ folder: String) -> BackupManifest? {
        guard let bytes = try? DurableFile("\(folder)/\(fileName)").read(),
            let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)),
            document.format == format, document.version == version
        else { return nil }
        return document.backup
    }
}
