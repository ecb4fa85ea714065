import Causality
import Glibc

/// A large file that is written piece by piece and is there under its name only when all of it is on the disk.
///
/// A stick is pulled out soon after, and a disk may be full: until `finish` returns there is no file of this name, and
/// whoever gives up before leaves none behind.
public final class DurableStream {
    public let path: String
    private let temporary: String
    private var descriptor: Int32
    public private(set) var byteCount = 0

    /// Begins a file beside `path`; makes missing folders (0700). Readable by everyone: what is written here is sealed.
    public init(_ path: String) throws(FileError) {
        self.path = path
        temporary = "\(path).\(Hexadecimal.encode(UInt64.random(in: .min ... .max))).new"
        try DurableFile.makeFolder(DurableFile.folder(of: path))
        let temporary = temporary
        descriptor = retrying { open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644) }
        guard descriptor >= 0 else { throw .failed(operation: "create", path: path, code: errno) }
    }

    deinit { abandon() }

    /// Appends; after a failure the file can only be abandoned.
    public func write(_ bytes: [UInt8]) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = retrying { rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } }
            guard count >= 0 else { throw .failed(operation: "write", path: path, code: errno) }
            rest = rest.dropFirst(count)
        }
        byteCount += bytes.count
    }

    /// Gives the file its name, in the place of one that may be there; when this returns it survives a power cut.
    public func finish() throws(FileError) {
        guard retrying({ fsync(descriptor) }) == 0 else { throw .failed(operation: "write", path: path, code: errno) }
        let code = close(descriptor) == 0 ? 0 : errno
        descriptor = -1
        guard code == 0, rename(temporary, path) == 0 else {
            let code = code == 0 ? errno : code
            unlink(temporary)
            throw .failed(operation: "write", path: path, code: code)
        }
        try DurableFile.synchronise(folder: DurableFile.folder(of: path))
    }

    /// Takes a finished file away.
    public static func remove(_ path: String) { unlink(path) }

    /// Takes away what was written; nothing where the file is finished.
    public func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(temporary)
    }
}

extension FileError {
    /// Whether the disk is full, or what this user may have of it.
    public var isDiskFull: Bool {
        if case .failed(_, _, let code) = self { return code == ENOSPC || code == EDQUOT }
        return false
    }
}
