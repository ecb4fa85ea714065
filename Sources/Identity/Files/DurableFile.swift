import Causality
// Whole-module builds take `struct stat` from here, not from Glibc.
import CoreFoundation
import Glibc

/// A small file that is either wholly there or not at all, whatever moment the power fails.
///
/// Keys, certificates and the witness are a few kilobytes that must survive a power cut, so each is written beside its
/// place, fsynced, moved there in one step, and its folder fsynced. Not for large files: all bytes are held in memory.
///
/// Source: DESIGN.md section 5 (nothing that is not fsynced leaves the machine); rename(2), link(2), fsync(2).
public struct DurableFile: Hashable, Sendable {
    /// Who may read the file; exact, whatever the process's umask is.
    public enum Readers: Sendable {
        /// Mode 0600: secrets.
        case owner
        /// Mode 0644: what anybody on the machine may see.
        case everyone

        var mode: mode_t { self == .owner ? 0o600 : 0o644 }
    }

    /// The most that `read` takes when it is not told otherwise.
    public static let byteCountMax = 1 << 20

    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// The whole content, or nil where there is no such file.
    public func read(byteCountMax: Int = DurableFile.byteCountMax) throws(FileError) -> [UInt8]? {
        try readWithMode(byteCountMax: byteCountMax)?.bytes
    }

    /// Puts `bytes` in place of what the file held; makes missing folders (0700).
    public func write(_ bytes: some Sequence<UInt8>, readers: Readers) throws(FileError) {
        let temporary = try writeTemporary(Array(bytes), readers: readers)
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw .failed(operation: "replace", path: path, code: code)
        }
        try DurableFile.synchronise(folder: folder)
    }

    /// Writes a file that must not exist yet; throws `alreadyExists` and changes nothing where it does.
    ///
    /// The bytes are complete before the name appears: link(2) is exclusive as `O_EXCL` is, and leaves no empty file
    /// behind that a later start would take for a key.
    public func create(_ bytes: some Sequence<UInt8>, readers: Readers) throws(FileError) {
        let temporary = try writeTemporary(Array(bytes), readers: readers)
        let code = link(temporary, path) == 0 ? 0 : errno
        unlink(temporary)
        guard code == 0 else {
            throw code == EEXIST
                ? .alreadyExists(path: path) : .failed(operation: "create", path: path, code: code)
        }
        try DurableFile.synchronise(folder: folder)
    }

    /// Content and permission bits from one open file, so that nobody swaps it between the two questions.
    func readWithMode(byteCountMax: Int = DurableFile.byteCountMax) throws(FileError) -> (bytes: [UInt8], mode: UInt32)?
    {
        // Not blocking, because a pipe in the file's place would hold the program for ever.
        let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .failed(operation: "open", path: path, code: errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .failed(operation: "examine", path: path, code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = retrying { Glibc.read(descriptor, &buffer, buffer.count) }
            guard count >= 0 else { throw .failed(operation: "read", path: path, code: errno) }
            if count == 0 { return (bytes, status.st_mode & 0o7777) }
            bytes += buffer.prefix(count)
            guard bytes.count <= byteCountMax else { throw .tooLarge(path: path, byteCountMax: byteCountMax) }
        }
    }

    private var folder: String { DurableFile.folder(of: path) }

    /// Writes and fsyncs a new file beside the final place, and returns its path; leaves none behind on failure.
    private func writeTemporary(_ bytes: [UInt8], readers: Readers) throws(FileError) -> String {
        try DurableFile.makeFolder(folder)
        let temporary = "\(path).\(Hexadecimal.encode(UInt64.random(in: .min ... .max))).new"
        let descriptor = retrying {
            open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, readers.mode)
        }
        guard descriptor >= 0 else { throw .failed(operation: "create", path: temporary, code: errno) }
        let code = DurableFile.fill(descriptor, with: bytes, mode: readers.mode)
        let closed = close(descriptor) == 0 ? 0 : errno
        guard code == 0, closed == 0 else {
            unlink(temporary)
            throw .failed(operation: "write", path: temporary, code: code == 0 ? closed : code)
        }
        return temporary
    }

    /// Sets the mode, writes all bytes and fsyncs; returns 0 or the `errno` of what failed.
    private static func fill(_ descriptor: Int32, with bytes: [UInt8], mode: mode_t) -> Int32 {
        guard fchmod(descriptor, mode) == 0 else { return errno }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = retrying { rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } }
            guard count >= 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return retrying { fsync(descriptor) } == 0 ? 0 : errno
    }
}
