import Foundation

/// The text files of the working copy that holds this test.
enum SourceTree {
    /// Read once for all tests, sorted by path.
    static let files: [SourceFile] = read()

    /// The project's folder: three levels above this file.
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What is written by hand or committed; build folders and the repository itself are not.
    private static let topFolders = [".ci", "Benchmarks", "Deploy", "Examples", "Sources", "SyncProtocol", "Tests"]

    /// Larger files are data (test vectors), not code.
    private static let byteCountMax = 1 << 20

    private static func read() -> [SourceFile] {
        var paths: [String] = []
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: root.path)) ?? [] where !topFolders.contains(name) {
            // In a linked working copy `.git` is a file that says where the repository lies.
            if name == ".git" { continue }
            var isFolder: ObjCBool = false
            if manager.fileExists(atPath: root.appendingPathComponent(name).path, isDirectory: &isFolder),
                !isFolder.boolValue
            {
                paths.append(name)
            }
        }
        for folder in topFolders {
            let below = manager.enumerator(atPath: root.appendingPathComponent(folder).path)
            while let path = below?.nextObject() as? String {
                if path.split(separator: "/").contains(where: { $0.hasPrefix(".build") || $0 == ".git" }) { continue }
                paths.append("\(folder)/\(path)")
            }
        }
        return paths.sorted().compactMap { path in
            let data = try? Data(contentsOf: root.appendingPathComponent(path))
            guard let data, data.count <= byteCountMax, let text = String(data: data, encoding: .utf8) else {
                return nil
            }
            return SourceFile(path: path, text: text)
        }
    }
}
