import Foundation
public import Replication

/// The blobs of a node in a folder of this machine's disk.
public typealias BlobFolder = BlobStore<DiskFiles>

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
public struct BlobStore<Files: BlobFiles> {
    public let path: String
    let files: Files

    /// Blobs below `path` among some files.
    public init(path: String, in files: Files) {
        self.path = path
        self.files = files
    }

    var partsPath: String { "\(path)/parts" }

    /// Where the whole blob lies, or would.
    public func path(of hash: Hash) -> String {
        let name = hash.description
        return "\(path)/\(name.prefix(2))/\(name)"
    }

    /// Whether the whole blob is here.
    public func holds(_ hash: Hash) -> Bool { files.exists(path(of: hash)) }

    /// Bytes of a blob that is here; nil for one that is not.
    public func size(of hash: Hash) -> Int? { files.size(path(of: hash)) }

    /// All that are here, rising. Other files are left where they are.
    public func all() throws -> [Hash] {
        var hashes: [Hash] = []
        for folder in try files.names(in: path) where folder.utf8.count == 2 {
            for name in try files.names(in: "\(path)/\(folder)") where name.hasPrefix(folder) {
                if let hash = Hash(name) { hashes.append(hash) }
            }
        }
        return hashes.sorted()
    }

    /// `count` bytes from `offset` on, fewer at the end; nil where the blob is not here.
    public func read(_ hash: Hash, from offset: Int, count: Int) throws -> [UInt8]? {
        guard holds(hash) else { return nil }
        return try files.read(path(of: hash), from: offset, count: count)
    }

    /// Whether the file of a blob still has the content that its name says. Reads all of it.
    public func isSound(_ hash: Hash) throws -> Bool {
        try contentHash(path(of: hash)) == hash
    }

    /// Takes a file that is no longer what its name says out of the blobs. It is kept: half a scan may be legible.
    public func setAside(_ hash: Hash) throws {
        try makeFolder(partsPath)
        try files.move(path(of: hash), to: "\(partsPath)/damaged-\(hash)")
    }

    // MARK: Coming in

    /// Bytes of a blob that `sender` has brought so far, flushed, from the first on.
    public func received(_ hash: Hash, from sender: RecordID) -> Int {
        files.size(partPath(hash, sender)) ?? 0
    }

    /// Takes a piece that follows on what is here, and answers how many bytes there are now. They are on the disk when
    /// this returns. A piece that leaves a gap is not taken; what is here already is not written again.
    public func take(_ piece: [UInt8], at offset: Int, of hash: Hash, from sender: RecordID) throws -> Int {
        let have = received(hash, from: sender)
        guard offset >= 0, offset <= have, offset + piece.count > have else { return have }
        try makeFolder(partsPath)
        try write(piece[(have - offset)...], to: partPath(hash, sender), at: have)
        return offset + piece.count
    }

    /// How far a blob has come, as `sender` is answered.
    public func state(of hash: Hash, from sender: RecordID) -> BlobState {
        let isHeld = holds(hash)
        return BlobState(sha256: hash, received: isHeld ? 0 : received(hash, from: sender), isHeld: isHeld)
    }

    /// Takes a piece of a blob of `total` bytes in, gives the blob its name with the last one, and answers how far it has
    /// come; nil where what `sender` has brought is not this blob, and then it is gone. What is answered is on the disk.
    public func takeIn(
        _ piece: [UInt8], at offset: Int, of hash: Hash, total: Int, from sender: RecordID
    ) throws -> BlobState? {
        guard !holds(hash) else { return state(of: hash, from: sender) }
        let received = try take(piece, at: offset, of: hash, from: sender)
        guard received >= total else { return state(of: hash, from: sender) }
        guard received == total else {
            // What came before was of a longer one: one of the two is not this blob.
            try forget(hash, from: sender)
            return nil
        }
        return try complete(hash, from: sender) ? state(of: hash, from: sender) : nil
    }

    /// Gives a part that is whole its name; false where its content has another hash, and then the part is gone.
    public func complete(_ hash: Hash, from sender: RecordID) throws -> Bool {
        let part = partPath(hash, sender)
        guard try contentHash(part) == hash else {
            try files.remove(part)
            return false
        }
        try publish(part, as: hash)
        return true
    }

    /// Gives a part its name if it has the hash; otherwise it stays as it is, because more may come.
    public func completeIfWhole(_ hash: Hash, from sender: RecordID) throws -> Bool {
        let part = partPath(hash, sender)
        guard try contentHash(part) == hash else { return false }
        try publish(part, as: hash)
        return true
    }

    /// Forgets what `sender` has brought of a blob.
    public func forget(_ hash: Hash, from sender: RecordID) throws {
        try files.remove(partPath(hash, sender))
    }

    private func partPath(_ hash: Hash, _ sender: RecordID) -> String { "\(partsPath)/\(hash).\(sender)" }

    // MARK: Adding

    /// Adds a blob and answers its hash. It is on the disk when this returns.
    public func add(_ bytes: [UInt8]) throws -> Hash {
        var name = RunningHash()
        name.add(bytes)
        let hash = name.value
        if holds(hash) {
            if try isSound(hash) { return hash }
            try setAside(hash)
        }
        try makeFolder(partsPath)
        let file = "\(partsPath)/new-\(UUID().uuidString)"
        do {
            try write(bytes[...], to: file, at: 0)
            try publish(file, as: hash)
        } catch {
            try? files.remove(file)
            throw error
        }
        return hash
    }

    /// Makes the folder, removes what an interrupted `add` left and parts of what is whole by now, and flushes the other
    /// parts: of one whose writer was killed the end may not be on the disk. Only while nobody else adds.
    public func tidyUp() throws {
        try makeFolder(path)
        for name in try files.names(in: partsPath) {
            let isOfWhole = name.split(separator: ".").first.flatMap { Hash($0) }.map(holds) ?? false
            if isOfWhole || name.hasPrefix("new-") {
                try files.remove("\(partsPath)/\(name)")
            } else {
                try files.flush("\(partsPath)/\(name)")
            }
        }
    }

    // MARK: Files

    /// Writes and flushes, the name of a new file with it.
    private func write(_ bytes: ArraySlice<UInt8>, to file: String, at offset: Int) throws {
        let isNew = !files.exists(file)
        do {
            try files.write(bytes, to: file, at: offset)
            try files.flush(file)
        } catch {
            // What was not flushed is not here: it must not be counted, and the next piece must not be put behind it.
            try? files.cut(file, to: offset)
            throw error
        }
        if isNew { try files.flush(DurableFile.folder(of: file)) }
    }

    /// Gives a whole file the name of its blob, durably.
    private func publish(_ file: String, as hash: Hash) throws {
        let name = path(of: hash)
        try makeFolder(DurableFile.folder(of: name))
        try files.flush(file)
        do {
            try files.giveName(name, to: file)
        } catch StoreError.fileExists {
            // The same content: another sender was faster.
            try files.remove(file)
        }
        try files.flush(DurableFile.folder(of: name))
    }

    private func contentHash(_ file: String) throws -> Hash {
        var hash = RunningHash()
        var offset = 0
        while case let bytes = try files.read(file, from: offset, count: 256 * 1024), !bytes.isEmpty {
            hash.add(bytes)
            offset += bytes.count
        }
        return hash.value
    }

    /// Makes a folder of ours durably.
    private func makeFolder(_ folder: String) throws {
        guard !files.exists(folder) else { return }
        if folder != path { try makeFolder(path) }
        try files.makeFolder(folder)
        try files.flush(DurableFile.folder(of: folder))
    }
}

extension BlobStore: Equatable where Files: Equatable {}

extension BlobStore: Hashable where Files: Hashable {}

extension BlobStore: Sendable where Files: Sendable {}

extension BlobStore<DiskFiles> {
    /// Blobs in a folder of this machine's disk.
    public init(path: String) { self.init(path: path, in: DiskFiles()) }
}
