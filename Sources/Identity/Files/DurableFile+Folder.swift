// Whole-module builds take `struct stat` from here, not from Glibc.
import CoreFoundation
import Glibc

extension DurableFile {
    /// Makes `path` and the folders above it where they are missing, each readable by its owner alone (0700).
    ///
    /// A folder that exists keeps its permissions: it may belong to somebody else's arrangement of the machine.
    public static func makeFolder(_ path: String) throws(FileError) {
        if mkdir(path, 0o700) == 0 { return try synchronise(folder: folder(of: path)) }
        let code = errno
        if code == ENOENT, folder(of: path) != path {
            try makeFolder(folder(of: path))
            if mkdir(path, 0o700) == 0 { return try synchronise(folder: folder(of: path)) }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .failed(operation: "make folder", path: path, code: code)
        }
    }

    /// Gives a finished file or folder its name, durably; both lie on one disk, and what lies below is on it already.
    public static func moveFolder(_ path: String, to name: String) throws(FileError) {
        try synchronise(folder: folder(of: path))
        guard rename(path, name) == 0 else { throw .failed(operation: "rename", path: name, code: errno) }
        try synchronise(folder: folder(of: name))
    }

    /// The folder that holds `path`, without touching the disk.
    public static func folder(of path: String) -> String {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// Fsyncs a folder: without it a new name may be gone after a power cut although the file's bytes are on the disk.
    static func synchronise(folder: String) throws(FileError) {
        let descriptor = retrying { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw .failed(operation: "open folder", path: folder, code: errno) }
        let code = retrying { fsync(descriptor) } == 0 ? 0 : errno
        close(descriptor)
        guard code == 0 else { throw .failed(operation: "fsync folder", path: folder, code: code) }
    }
}

/// Repeats a system call that a signal interrupted before it did anything.
func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result == -1, errno == EINTR { continue }
        return result
    }
}
