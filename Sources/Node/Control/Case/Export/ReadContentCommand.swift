public import Foundation
import Replication

/// The content of a file by its hash, for an export that names it.
public struct ReadContentCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        /// Nil where it is not on this machine, or no longer what it was.
        public let content: Data?
    }

    public static let name = "read-content"

    /// Sixty-four lower-case hexadecimal digits.
    public var sha256: String

    public init(sha256: String) {
        self.sha256 = sha256
    }

    public func run(on node: LocalNode) async throws -> Reply {
        guard let hash = Hash(sha256) else {
            throw CommandFailure(
                kind: .badInput, code: "bad-hash", zhHans: "“\(sha256)”不是散列值", en: "\"\(sha256)\" is no hash")
        }
        return Reply(content: try await node.content(of: hash).map { Data($0) })
    }
}
