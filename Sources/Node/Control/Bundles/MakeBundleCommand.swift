import CaseWork
import Replication

/// `tingsu bundle make`: what the upstream lacks, as files for a stick. They lie in the node's own folder; whoever asked takes
/// them from there.
public struct MakeBundleCommand: NodeCommand {
    /// A file of the set.
    public struct Part: Codable, Sendable {
        public let path: String
        public let bytes: Int
    }

    public struct Reply: Codable, Sendable {
        /// Thirty-two digits; the answer has them, too.
        public let set: String
        /// The machine that it is for.
        public let receiver: String
        public let parts: [Part]
        /// Changes of records in it.
        public let changes: Int
        /// Scans and photographs in it.
        public let files: Int
    }

    public static let name = "make-bundle"

    /// The most that one file may have; nil for one file.
    public var partBytes: Int?
    /// Also what the upstream reported to have.
    public var everything: Bool

    public init(partBytes: Int?, everything: Bool) {
        self.partBytes = partBytes
        self.everything = everything
    }

    public func run(on node: LocalNode) async throws -> Reply {
        Reply(try await node.makeBundle(partBytes: partBytes, everything: everything))
    }
}

extension MakeBundleCommand.Reply {
    init(_ made: MadeBundle) {
        self.init(
            set: made.set.description, receiver: made.receiver,
            parts: made.parts.map { .init(path: $0.path, bytes: $0.byteCount) }, changes: made.changes,
            files: made.files)
    }
}
