import Bundles
import Identity
import Replication
import WireProtocol

extension LocalNode {
    /// Looks at files that somebody brought; takes nothing in.
    nonisolated func look(at paths: [String]) async throws -> [BroughtFile] {
        var files: [BroughtFile] = []
        for path in paths {
            var header: BundleHeader?
            do throws(BundleProblem) {
                let reader = try BundleReader(path)
                header = reader.header
                let content = try reader.verify(as: credentials.keyPair, root: credentials.root)
                files.append(
                    BroughtFile(
                        path: path, header: reader.header, outcome: .success(.init(reader: reader, content: content))))
            } catch {
                var name: String?
                if case .notForThisMachine(let receiver) = error { name = try await machineName(ofKey: receiver) }
                let trouble = BundleTrouble(error, machine: { _ in name })
                files.append(BroughtFile(path: path, header: header, outcome: .failure(trouble)))
            }
        }
        return files
    }
}
