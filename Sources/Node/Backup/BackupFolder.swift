import CaseFile
import Foundation
import Identity

/// The folder that nightly copies go to, commonly on a disk of its own.
///
/// It bears a mark, a small text. A mount point without its disk is an empty folder like any other; without the mark
/// the copies would silently fill the very disk that they are to outlive.
struct BackupFolder {
    let path: String

    static let markName = "tingsu-backups.txt"
    private static let markText = """
        听诉的备份存放在这里。请勿删除本文件：没有它，程序就认为备份盘没有接好，不再备份。
        各子文件夹内有个人信息，请像档案一样保管。
        Copies made by Tingsu lie here. Keep this file: without it the disk counts as not connected.
        The folders hold personal data: guard them like files.

        """

    /// Makes the folder, which must exist, one for copies. Throws `BackupProblem`.
    func mark(dataFolder: String) throws {
        try checkFolder(dataFolder: dataFolder)
        do {
            try DurableFile("\(path)/\(BackupFolder.markName)").write(BackupFolder.markText.utf8, readers: .owner)
        } catch {
            throw BackupProblem(describing: error, in: path)
        }
    }

    /// Throws `BackupProblem` where the folder is missing, is not one for copies, or lies within the data.
    func check(dataFolder: String) throws(BackupProblem) {
        try checkFolder(dataFolder: dataFolder)
        guard FileManager.default.fileExists(atPath: "\(path)/\(BackupFolder.markName)") else {
            throw .notMarked(path: path)
        }
    }

    private func checkFolder(dataFolder: String) throws(BackupProblem) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .folderMissing(path: path)
        }
        func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path + "/" }
        guard !resolved(path).hasPrefix(resolved(dataFolder)) else { throw .insideData(path: path) }
    }

    /// Throws `BackupProblem.diskFull` where less than `bytes` are free for this program.
    func demandRoom(for bytes: Int64) throws(BackupProblem) {
        guard let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path),
            let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value
        else { return }
        guard free >= bytes else { throw .diskFull(path: path, neededBytes: bytes, freeBytes: free) }
    }

    /// Finished copies of one node, newest first.
    func copies(of node: String) -> [BackupCopy] {
        BackupCopy.find(at: path).filter { $0.manifest.node == node }
    }

    /// What a copy of this node made now is called: role, time in Shanghai, number, node. For people; programs read
    /// the manifest.
    static func name(role: NodeRole, number: Int, node: String, at instant: Int64) -> String {
        let time = ShanghaiTime(instant: instant).map {
            "\($0.date)-" + $0.timeText.prefix(5).filter { $0 != ":" }
        }
        return "tingsu-\(role.rawValue)-\(time ?? "0")-\(number)-\(node.prefix(8))"
    }

    /// Removes what a copy of this node that was cut off left behind.
    func removeUnfinished(of node: String) throws {
        let end = "-\(node.prefix(8))\(BackupCopy.unfinishedSuffix)"
        for name in try FileManager.default.contentsOfDirectory(atPath: path)
        where name.hasPrefix("tingsu-") && name.hasSuffix(end) {
            try FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    /// Removes the oldest copies of a node so that `keep` stay, and answers the names of those removed.
    ///
    /// `newest` has just been verified, and stays whatever the numbers say.
    func prune(of node: String, keep: Int, newest: String) throws -> [String] {
        let others = copies(of: node).filter { $0.path != newest }
        return try others.dropFirst(max(0, keep - 1)).map { copy in
            // Without its manifest it is no copy, also where the removal is cut off.
            try FileManager.default.removeItem(atPath: "\(copy.path)/\(BackupManifest.fileName)")
            try FileManager.default.removeItem(atPath: copy.path)
            return URL(fileURLWithPath: copy.path).lastPathComponent
        }
    }
}
