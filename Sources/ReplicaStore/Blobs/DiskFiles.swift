import Foundation

/// The files of this machine's disk.
public struct DiskFiles: BlobFiles, Hashable, Sendable {
    public init() {}

    public func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    public func size(_ path: String) -> Int? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let end = lseek(descriptor, 0, Int32(SEEK_END))
        return end < 0 ? nil : Int(end)
    }

    public func names(in folder: String) throws(StoreError) -> [String] {
        guard access(folder, F_OK) == 0 || errno != ENOENT else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw .system(action: "list", path: folder, errno: errno)
        }
    }

    public func read(_ path: String, from offset: Int, count: Int) throws(StoreError) -> [UInt8] {
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

    public func write(_ bytes: ArraySlice<UInt8>, to path: String, at offset: Int) throws(StoreError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(action: "create", path: path, errno: errno) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(
                    descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written, off_t(offset + written))
            }
            guard count > 0 else { throw .system(action: "write", path: path, errno: errno) }
            written += count
        }
    }

    public func cut(_ path: String, to count: Int) throws(StoreError) {
        guard truncate(path, off_t(count)) == 0 else { throw .system(action: "cut", path: path, errno: errno) }
    }

    public func flush(_ path: String) throws(StoreError) { try DurableFile.flush(path) }

    public func giveName(_ name: String, to path: String) throws(StoreError) {
        try DurableFile.giveName(name, to: path)
    }

    public func move(_ path: String, to name: String) throws(StoreError) {
        guard rename(path, name) == 0 || errno == ENOENT else {
            throw .system(action: "set aside", path: path, errno: errno)
        }
    }

    public func remove(_ path: String) throws(StoreError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .system(action: "remove", path: path, errno: errno) }
    }

    public func makeFolder(_ path: String) throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .system(action: "create", path: path, errno: errno)
        }
    }
}
