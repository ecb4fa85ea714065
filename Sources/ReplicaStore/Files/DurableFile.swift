import Foundation

/// The few file operations that must have reached the disk when they return.
enum DurableFile {
    /// Flushes a file, or the entries of a folder.
    static func flush(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(action: "open", path: path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(action: "flush", path: path, errno: errno) }
    }

    /// Lets the file's owner alone read it. A stick in FAT keeps no such thing, and says nothing.
    static func makePrivate(_ path: String) throws(StoreError) {
        guard chmod(path, 0o600) == 0 else { throw .system(action: "protect", path: path, errno: errno) }
    }

    /// Gives a finished file its name, never in place of another, and flushes file and folder.
    static func publish(_ path: String, as name: String) throws(StoreError) {
        try flush(path)
        try giveName(name, to: path)
        try flush(folder(of: name))
    }

    /// Gives a file its name, never in place of another. Whether it has reached the disk is another question.
    static func giveName(_ name: String, to path: String) throws(StoreError) {
        // A hard link fails where the name exists; a rename would replace it. A stick in FAT knows no hard links.
        if link(path, name) == 0 {
            guard unlink(path) == 0 else { throw .system(action: "remove", path: path, errno: errno) }
        } else {
            guard errno != EEXIST, access(name, F_OK) != 0 else { throw .fileExists(name) }
            guard rename(path, name) == 0 else { throw .system(action: "create", path: name, errno: errno) }
        }
    }

    static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }
}
