// Whole-module builds take `struct stat` from here, not from Glibc.
import CoreFoundation
import Glibc

/// A large file of somebody else's, read from its beginning. Memory follows what really came, whatever was asked for.
public final class SequentialFile {
    /// Bytes that are asked of the system at once.
    private static let stepBytes = 256 * 1024

    public let path: String
    private let descriptor: Int32

    /// Opens a regular file; the error names what else stands there.
    public init(_ path: String) throws(FileError) {
        self.path = path
        // Not blocking, because a pipe in the file's place would hold the program for ever.
        let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw .failed(operation: "open", path: path, code: errno) }
        self.descriptor = descriptor
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .failed(operation: "examine", path: path, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
    }

    deinit { close(descriptor) }

    /// The next `count` bytes, fewer where the file ends before.
    public func read(_ count: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var step = [UInt8](repeating: 0, count: min(count - bytes.count, SequentialFile.stepBytes))
            let taken = retrying { Glibc.read(descriptor, &step, step.count) }
            guard taken >= 0 else { throw .failed(operation: "read", path: path, code: errno) }
            if taken == 0 { break }
            bytes += step.prefix(taken)
        }
        return bytes
    }

    /// Goes on from the beginning.
    public func rewind() throws(FileError) {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .failed(operation: "rewind", path: path, code: errno) }
    }
}
