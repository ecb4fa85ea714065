import Foundation
import Identity
import Replication

/// The folder of an export as it lies on a disk or a stick, read and never written.
struct ExportFolder {
    /// A page of a long case with its proof; what is larger was not made by this program.
    static let fileBytesMax = 512 << 20

    let path: String

    /// Relative paths of everything in it that is no folder, sorted; links among them, which belong to no export.
    func paths() -> [String] {
        let names = FileManager.default.enumerator(atPath: path)
        var paths: [String] = []
        while let name = names?.nextObject() as? String {
            var isFolder: ObjCBool = false
            let full = "\(path)/\(name)"
            let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: full)) != nil
            if !isLink, FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), isFolder.boolValue {
                continue
            }
            paths.append(name)
        }
        return paths.sorted()
    }

    /// The content of a file; nil where there is none of this name. A link is none. Throws `FileError`.
    func read(_ name: String) throws(FileError) -> [UInt8]? {
        let full = "\(path)/\(name)"
        guard exists(name) else { return nil }
        let bytes = try SequentialFile(full).read(ExportFolder.fileBytesMax + 1)
        guard bytes.count <= ExportFolder.fileBytesMax else {
            throw .tooLarge(path: full, byteCountMax: ExportFolder.fileBytesMax)
        }
        return bytes
    }

    /// Length and hash of a file, without holding it in memory.
    func hash(_ name: String) throws(FileError) -> (bytes: Int, hash: Hash)? {
        guard exists(name) else { return nil }
        let file = try SequentialFile("\(path)/\(name)")
        var (hash, count) = (RunningHash(), 0)
        while true {
            let piece = try file.read(1 << 20)
            if piece.isEmpty { return (count, hash.value) }
            hash.add(piece)
            count += piece.count
        }
    }

    private func exists(_ name: String) -> Bool {
        let full = "\(path)/\(name)"
        return FileManager.default.fileExists(atPath: full)
            && (try? FileManager.default.destinationOfSymbolicLink(atPath: full)) == nil
    }
}
