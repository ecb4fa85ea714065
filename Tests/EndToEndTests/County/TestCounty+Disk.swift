import Foundation
import Testing

extension TestCounty {
    /// Whether the bytes of the words stand in any file of the node's folder: the store, its WAL, bundles, anything.
    func isOnDisk(_ words: String, _ node: String) throws -> Bool {
        let wanted = Data(words.utf8)
        let files = try #require(FileManager.default.enumerator(atPath: data(node)))
        var seen = 0
        for case let name as String in files {
            guard let bytes = FileManager.default.contents(atPath: "\(data(node))/\(name)") else { continue }
            seen += bytes.count
            if bytes.range(of: wanted) != nil { return true }
        }
        try #require(seen > 10_000)
        return false
    }
}
