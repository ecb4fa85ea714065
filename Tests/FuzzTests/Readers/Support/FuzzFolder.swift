import Foundation
import Synchronization

/// A folder of this process for readers that take a file and not bytes.
enum FuzzFolder {
    static let folder: String = {
        let url = FileManager.default.temporaryDirectory.appending(path: "tingsu-fuzz-\(getpid())")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        atexit { FuzzFolder.remove() }
        return url.path
    }()

    /// Tests that run side by side take turns at its files.
    static let turn = Mutex(())

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Writes without waiting for the disk: thousands of files a second.
    static func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: URL(filePath: path(name))) }

    static func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

    static func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
