import Foundation
import Replication

/// The file operations that a `BlobFolder` is made of.
enum BlobFile {
    /// Bytes read at once.
    private static let chunkBytes = 256 * 1024

    /// Nil where there is no such file.
    static func size(_ path: String) -> Int? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, Int32(SEEK_END))
        return end < 0 ? nil : Int(end)
    }

    /// The names in a folder, sorted; none where it does not exist.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    static func read(_ path: String, from offset: Int, count: Int) throws(StoreError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(action: "open", path: path, errno: errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
            }
            guard read >= 0 else { throw .system(action: "read", path: path, errno: errno) }
            if read == 0 { break }
            filled += read
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Writes all of `bytes` at `offset`, its owner's alone to read, and flushes file and folder.
    static func write(_ bytes: ArraySlice<UInt8>, to path: String, at offset: Int) throws(StoreError) {
        let isNew = access(path, F_OK) != 0
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(action: "create", path: path, errno: errno) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(
                    descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written, off_t(offset + written))
            }
            guard count > 0 else {
                let failure = StoreError.system(action: "write", path: path, errno: errno)
                // What was not flushed is not here: the next piece must not be put behind it.
                ftruncate(descriptor, off_t(offset))
                throw failure
            }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw .system(action: "flush", path: path, errno: errno) }
        if isNew { try DurableFile.flush(DurableFile.folder(of: path)) }
    }

    static func hash(_ path: String) throws(StoreError) -> Hash {
        var hash = RunningHash()
        var offset = 0
        while case let bytes = try read(path, from: offset, count: chunkBytes), !bytes.isEmpty {
            hash.add(bytes)
            offset += bytes.count
        }
        return hash.value
    }

    static func remove(_ path: String) throws(StoreError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .system(action: "remove", path: path, errno: errno) }
    }
}
