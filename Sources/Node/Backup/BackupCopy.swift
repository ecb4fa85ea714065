import Foundation

/// One copy of a node that was found on a disk: a folder, and what it says about itself.
public struct BackupCopy: Codable, Hashable, Sendable {
    /// Full path.
    public let path: String
    public let manifest: BackupManifest

    /// The copy at `path`, or the copies in the folder `path`, newest first; empty where there is none.
    ///
    /// Only copies that were verified when they were made are found: what has no manifest is not finished.
    public static func find(at path: String) -> [BackupCopy] {
        let full = URL(fileURLWithPath: path).standardizedFileURL.path
        if let manifest = BackupManifest.read(full) { return [BackupCopy(path: full, manifest: manifest)] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: full)) ?? []
        return names.sorted().compactMap { name in
            guard !name.hasSuffix(unfinishedSuffix) else { return nil }
            return BackupManifest.read("\(full)/\(name)").map { BackupCopy(path: "\(full)/\(name)", manifest: $0) }
        }.sorted {
            ($0.manifest.number, $0.manifest.madeAt, $0.path) > ($1.manifest.number, $1.manifest.madeAt, $1.path)
        }
    }

    static let unfinishedSuffix = ".unfinished"
}
