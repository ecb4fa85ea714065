import Causality
import Glibc

/// A file without a name: room for more than memory should hold, gone with its owner whatever happens.
public final class ScratchFile {
    private let folder: String
    private let descriptor: Int32
    public private(set) var byteCount = 0

    /// Makes one on the disk of `folder`, which is made where it is missing (0700).
    public init(in folder: String) throws(FileError) {
        self.folder = folder
        try DurableFile.makeFolder(folder)
        let path = "\(folder)/\(Hexadecimal.encode(UInt64.random(in: .min ... .max))).scratch"
        descriptor = retrying { open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        guard descriptor >= 0 else { throw .failed(operation: "create", path: path, code: errno) }
        unlink(path)
    }

    deinit { close(descriptor) }

    /// Appends.
    public func append(_ bytes: [UInt8]) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = retrying {
                bytes.withUnsafeBytes {
                    pwrite(descriptor, $0.baseAddress! + done, $0.count - done, off_t(byteCount + done))
                }
            }
            guard count >= 0 else { throw .failed(operation: "write", path: folder, code: errno) }
            done += count
        }
        byteCount += bytes.count
    }

    /// Bytes that were appended; `count` of them must be there.
    public func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let taken = retrying {
                bytes.withUnsafeMutableBytes {
                    pread(descriptor, $0.baseAddress! + done, count - done, off_t(offset + done))
                }
            }
            guard taken > 0 else { throw .failed(operation: "read", path: folder, code: taken < 0 ? errno : EIO) }
            done += taken
        }
        return bytes
    }
}
