import Causality
import Foundation
public import Replication

/// The blobs of a node: files that bear the SHA-256 of their content as name.
///
/// ```
/// blobs/3f/3f78…     a whole blob, never written again
/// blobs/parts/       what is still coming in, a file for each blob and sender; what is being added here
/// ```
/// Files and not rows: a nightly copy takes only the new ones, and a store of some hundred megabytes stays one. A name
/// appears only when the whole file is on the disk and its content has that hash, so that a blob that is here is
/// right, whoever brought it. Each sender has a part of its own: a wrong piece spoils nobody else's.
///
/// Calls block for the time of a write that is flushed. Two for one part must not run at the same time. Methods throw
/// `StoreError.system` with the path where the disk is full or cannot be written.
public struct BlobFolder: Hashable, Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    var partsPath: String { "\(path)/parts" }

    /// Where the whole blob lies, or would.
    public func path(of hash: Hash) -> String {
        let name = hash.description
        return "\(path)/\(name.prefix(2))/\(name)"
    }

    /// Whether the whole blob is here.
    public func holds(_ hash: Hash) -> Bool { access(path(of: hash), F_OK) == 0 }

    /// Bytes of a blob that is here; nil for one that is not.
    public func size(of hash: Hash) -> Int? { BlobFile.size(path(of: hash)) }

    /// All that are here, rising. Other files are left where they are.
    public func all() throws -> [Hash] {
        var hashes: [Hash] = []
        for folder in BlobFile.names(in: path) where folder.utf8.count == 2 {
            for name in BlobFile.names(in: "\(path)/\(folder)") where name.hasPrefix(folder) {
                if let hash = Hash(name) { hashes.append(hash) }
            }
        }
        return hashes.sorted()
    }

    /// `count` bytes from `offset` on, fewer at the end; nil where the blob is not here.
    public func read(_ hash: Hash, from offset: Int, count: Int) throws -> [UInt8]? {
        guard holds(hash) else { return nil }
        return try BlobFile.read(path(of: hash), from: offset, count: count)
    }

    /// Whether the file of a blob still has the content that its name says. Reads all of it.
    public func isSound(_ hash: Hash) throws -> Bool {
        try BlobFile.hash(path(of: hash)) == hash
    }

    // MARK: Coming in

    /// Bytes of a blob that `sender` has brought so far, flushed, from the first on.
    public func received(_ hash: Hash, from sender: RecordID) -> Int {
        BlobFile.size(partPath(hash, sender)) ?? 0
    }

    /// Takes a piece that follows on what is here, and answers how many bytes there are now. They are on the disk when
    /// this returns. A piece that leaves a gap is not taken; what is here already is not written again.
    public func take(_ piece: [UInt8], at offset: Int, of hash: Hash, from sender: RecordID) throws -> Int {
        let have = received(hash, from: sender)
        guard offset >= 0, offset <= have, offset + piece.count > have else { return have }
        try makeFolder(partsPath)
        try BlobFile.write(piece[(have - offset)...], to: partPath(hash, sender), at: have)
        return offset + piece.count
    }

    /// Gives a part that is whole its name; false where its content has another hash, and then the part is gone.
    public func complete(_ hash: Hash, from sender: RecordID) throws -> Bool {
        let part = partPath(hash, sender)
        guard try BlobFile.hash(part) == hash else {
            try BlobFile.remove(part)
            return false
        }
        try publish(part, as: hash)
        return true
    }

    /// Forgets what `sender` has brought of a blob.
    public func forget(_ hash: Hash, from sender: RecordID) throws {
        try BlobFile.remove(partPath(hash, sender))
    }

    private func partPath(_ hash: Hash, _ sender: RecordID) -> String { "\(partsPath)/\(hash).\(sender)" }

    // MARK: Adding

    /// Adds a blob and answers its hash. It is on the disk when this returns.
    public func add(_ bytes: [UInt8]) throws -> Hash {
        var name = RunningHash()
        name.add(bytes)
        let hash = name.value
        guard !holds(hash) else { return hash }
        try makeFolder(partsPath)
        let file = "\(partsPath)/new-\(UUID().uuidString)"
        do {
            try BlobFile.write(bytes[...], to: file, at: 0)
            try publish(file, as: hash)
        } catch {
            try? BlobFile.remove(file)
            throw error
        }
        return hash
    }

    /// Removes what an interrupted `add` left. Only while nobody else adds.
    public func removeUnfinished() throws {
        for name in BlobFile.names(in: partsPath) where name.hasPrefix("new-") {
            try BlobFile.remove("\(partsPath)/\(name)")
        }
    }

    private func publish(_ file: String, as hash: Hash) throws {
        let name = path(of: hash)
        try makeFolder(DurableFile.folder(of: name))
        do {
            try DurableFile.publish(file, as: name)
        } catch .fileExists {
            // The same content: another sender was faster.
            try BlobFile.remove(file)
        }
    }

    /// Makes a folder of ours durably.
    private func makeFolder(_ folder: String) throws {
        guard access(folder, F_OK) != 0 else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError.system(action: "create", path: folder, errno: errno)
        }
        try DurableFile.flush(DurableFile.folder(of: folder))
    }
}
