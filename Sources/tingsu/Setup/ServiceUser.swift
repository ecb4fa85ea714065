import Foundation
import Identity
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

    /// Whether root runs this, and works as the owner of the data: the service may not read what root may.
    static var isBetween: Bool { getuid() == 0 && geteuid() != 0 }

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

    /// Where the service writes a folder that root wants at `path`; nil where root's help is not needed.
    static func handingOver(to path: String, from options: GlobalOptions) -> String? {
        let folder = options.folder
        guard getuid() == 0, let owner = owner(of: folder.path), owner.uid != 0,
            !FileManager.default.fileExists(atPath: path)
        else { return nil }
        return "\(folder.path)/.handing-over-\(UUID().uuidString)"
    }

    /// Copies a folder of the service to where root wants it, for root alone, and removes the service's.
    static func handOver(_ room: String, to path: String) throws {
        try asCaller {
            defer { try? FileManager.default.removeItem(atPath: room) }
            let unfinished = path + ".unfinished"
            try? FileManager.default.removeItem(atPath: unfinished)
            do {
                try FileManager.default.copyItem(atPath: room, toPath: unfinished)
                for case let name as String in FileManager.default.enumerator(atPath: unfinished) ?? .init() {
                    lchown("\(unfinished)/\(name)", 0, 0)
                }
                lchown(unfinished, 0, 0)
                // Before it gets its name, all of it is on the disk.
                sync()
                try DurableFile.moveFolder(unfinished, to: path)
            } catch {
                try? FileManager.default.removeItem(atPath: unfinished)
                throw BackupProblem(describing: error, in: path)
            }
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
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let uid = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value,
            let gid = (attributes[.groupOwnerAccountID] as? NSNumber)?.uint32Value
        else { return nil }
        return (uid, gid)
    }
}
