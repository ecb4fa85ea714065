import Foundation
import Identity

/// The files of a node beside its store.
enum NodeFiles {
    /// Private keys and what belongs to them; at a center the county's own, too.
    static let keyFolders = ["keys", "authority"]

    /// Copies settings and, where asked for, keys and authority durably, the settings last.
    static func copy(
        from source: String, to target: String, withKeys: Bool, settingsReaders: DurableFile.Readers? = nil
    ) throws {
        if withKeys { try copyKeys(from: source, to: target) }
        let settings = DurableFile("\(source)/node.json")
        guard let bytes = try settings.read() else { return }
        let readers = try settingsReaders ?? readers(of: settings)
        try DurableFile("\(target)/node.json").write(bytes, readers: readers)
    }

    /// Copies keys and authority durably, private keys for their owner alone.
    static func copyKeys(from source: String, to target: String) throws {
        for folder in keyFolders {
            let path = "\(source)/\(folder)"
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else { continue }
            try DurableFile.makeFolder("\(target)/\(folder)")
            for name in names.sorted() {
                guard let bytes = try DurableFile("\(path)/\(name)").read() else { continue }
                try DurableFile("\(target)/\(folder)/\(name)").write(
                    bytes, readers: name.hasSuffix(".key") ? .owner : .everyone)
            }
        }
    }

    /// Settings that hold a proxy's password are their owner's alone, and stay so.
    private static func readers(of file: DurableFile) throws -> DurableFile.Readers {
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        return mode.map { $0 & 0o077 == 0 } ?? true ? .owner : .everyone
    }
}
