import Foundation
import Node

/// The user whose data it is, where a package runs Tingsu as a service and an administrator types commands as root.
///
/// Files that root leaves in the data folder would lock the service out of it. So a command that root runs does its
/// work as the folder's owner, and takes root's rights back only for files that the administrator named.
enum ServiceUser {
    /// From here on this process has the rights of the folder's owner, where it is root and the folder is not root's.
    static func enter(_ folder: NodeFolder) {
        guard geteuid() == 0, let owner = owner(of: folder.path), owner.uid != 0 else { return }
        // The group first: without root's rights it cannot be changed.
        guard setgroups(0, nil) == 0, setegid(owner.gid) == 0, seteuid(owner.uid) == 0 else {
            _ = seteuid(0)
            _ = setegid(0)
            return
        }
    }

    /// Runs `body` with the rights with which the program was started.
    static func asCaller<Result>(_ body: () throws -> Result) rethrows -> Result {
        guard getuid() == 0, geteuid() != 0 else { return try body() }
        let (uid, gid) = (geteuid(), getegid())
        _ = seteuid(0)
        _ = setegid(0)
        defer {
            _ = setegid(gid)
            _ = seteuid(uid)
        }
        return try body()
    }

    /// Gives what root has put into the folder to the folder's owner.
    static func give(_ folder: NodeFolder) {
        guard geteuid() == 0, let owner = owner(of: folder.path), owner.uid != 0 else { return }
        for case let name as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
            lchown("\(folder.path)/\(name)", owner.uid, owner.gid)
        }
    }

    /// Gives an empty folder for copies to the owner of the data, and makes it where only its last part is missing.
    static func prepare(copies path: String, for folder: NodeFolder) {
        asCaller {
            guard geteuid() == 0, let owner = owner(of: folder.path), owner.uid != 0 else { return }
            if mkdir(path, 0o700) != 0 {
                guard let names = try? FileManager.default.contentsOfDirectory(atPath: path),
                    names.allSatisfy({ $0 == "lost+found" })
                else { return }
            }
            chown(path, owner.uid, owner.gid)
        }
    }

    /// Whether the package's data folder is meant where no other is named: for its own user and for root.
    static var meansSystemFolder: Bool {
        guard let owner = owner(of: NodeFolder.systemPath) else { return false }
        return getuid() == 0 || getuid() == owner.uid
    }

    private static func owner(of path: String) -> (uid: uid_t, gid: gid_t)? {
        var info = stat()
        return stat(path, &info) == 0 ? (info.st_uid, info.st_gid) : nil
    }
}
