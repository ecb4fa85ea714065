import Glibc

/// Why a small file of this node could not be read or written.
public enum FileError: Error, Hashable, Sendable {
    /// Another file already has this name, and the caller asked never to replace it.
    case alreadyExists(path: String)
    /// A folder, a pipe or a device stands where a file should be.
    case notARegularFile(path: String)
    case tooLarge(path: String, byteCountMax: Int)
    /// The system refused; `code` is its `errno`.
    case failed(operation: String, path: String, code: Int32)
}

extension FileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .alreadyExists(let path):
            "\(path) already exists and is never overwritten; move it away first if it is to be replaced"
        case .notARegularFile(let path):
            "\(path) is not a regular file"
        case .tooLarge(let path, let byteCountMax):
            "\(path) is larger than \(byteCountMax) bytes, more than any file of this kind"
        case .failed(let operation, let path, let code):
            "cannot \(operation) \(path): \(String(cString: strerror(code)))"
        }
    }
}
