import Foundation
import Identity
import Logging
import ReplicaStore
import Replication

/// Copies the blobs of a node beside its nightly copies.
///
/// All copies of a node in one folder share one folder of blobs: a blob never changes, so each night adds the new ones
/// only. A copy that was made by itself has its own. A blob is written under its hash only if it has that hash.
struct BlobCopies {
    /// Where the blobs of a node lie beside its copies.
    static func shared(in folder: String, of node: String) -> BlobFolder {
        BlobFolder(path: "\(folder)/tingsu-blobs-\(node.prefix(8))")
    }

    /// The blobs that belong to a copy: its own, else those beside it.
    static func folder(of copy: BackupCopy) -> BlobFolder {
        let own = BlobFolder(path: "\(copy.path)/blobs")
        guard !FileManager.default.fileExists(atPath: own.path) else { return own }
        return shared(in: DurableFile.folder(of: copy.path), of: copy.manifest.node)
    }

    let source: BlobFolder
    let target: BlobFolder
    let logger: Logger?

    /// Bytes that `run` would add.
    func bytesToCopy() throws -> Int64 {
        try source.all().filter { !target.holds($0) }.reduce(0) { $0 + Int64(source.size(of: $1) ?? 0) }
    }

    /// Copies what is not there yet, and answers how many blobs the target has of the source's. A damaged one is passed
    /// over: it must not cost the others their copy, and `tingsu doctor` names it.
    func run() throws -> Int {
        var count = 0
        for hash in try source.all() {
            if !target.holds(hash) {
                let bytes = try source.read(hash, from: 0, count: Limits.blobBytes) ?? []
                guard Hash(of: bytes) == hash else {
                    logger?.error("blob damaged", metadata: ["sha256": "\(hash)"])
                    continue
                }
                _ = try target.add(bytes)
            }
            count += 1
        }
        return count
    }
}
