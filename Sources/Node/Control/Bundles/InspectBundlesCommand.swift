import Bundles
import CaseFile
import CaseWork
import Identity
import Replication
import WireProtocol

/// `tingsu bundle inspect`: what files say of themselves, and whether they are sound; takes nothing in.
public struct InspectBundlesCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let files: [BundleFileReply]
    }

    public static let name = "inspect-bundles"

    /// Full paths on this machine.
    public var paths: [String]

    public init(paths: [String]) {
        self.paths = paths
    }

    /// What somebody without a node reads: where files go, and which parts they are.
    public static func asAnybody(_ paths: [String]) -> Reply {
        Reply(
            files: paths.map { path in
                do throws(BundleProblem) {
                    let header = try BundleReader(path).header
                    return BundleFileReply(
                        BroughtFile(path: path, header: header, outcome: .failure(.forAnother(machine: ""))))
                } catch {
                    let trouble = BundleTrouble(error, machine: { _ in nil })
                    return BundleFileReply(BroughtFile(path: path, header: nil, outcome: .failure(trouble)))
                }
            })
    }

    public func run(on node: LocalNode) async throws -> Reply {
        Reply(files: try await node.look(at: paths).map { BundleFileReply($0) })
    }
}

/// One file that somebody brought.
public struct BundleFileReply: Codable, Sendable {
    /// What is wrong with a file.
    public struct Problem: Codable, Sendable {
        public let code: String
        public let zhHans: String
        public let en: String
        /// The exit code that belongs to it.
        public let exitCode: Int32

        init(_ trouble: BundleTrouble) {
            code = trouble.code
            zhHans = trouble.sentence(in: .zhHans)
            en = trouble.sentence(in: .en)
            exitCode = trouble.kind.rawValue
        }
    }

    public let path: String
    /// Of the header, which everybody may read; nil where even that cannot be read.
    public let set: String?
    public let part: Int?
    public let parts: Int?
    /// `up` or `answer`.
    public let direction: String?
    /// Milliseconds since 1970 by the sender's clock.
    public let madeAt: Int64?
    /// The first eight digits of the receiver's key hash.
    public let receiverKey: String?
    /// Who sent it, as its signature proves; nil where this machine cannot read it.
    public let sender: String?
    /// The set that it answers.
    public let answers: String?
    public let requests: Int?
    public let filePieces: Int?
    /// Nil for a sound file of this machine.
    public let problem: Problem?

    init(_ file: BroughtFile) {
        let sound = try? file.outcome.get()
        path = file.path
        set = file.header?.set.description
        part = file.header?.part
        parts = file.header?.parts
        direction = file.header.map { $0.direction == .up ? "up" : "answer" }
        madeAt = file.header?.madeAt
        receiverKey = (file.header?.receiver.description).map { String($0.prefix(8)) }
        sender = sound?.content.sender.name
        answers = sound?.content.answers?.set.description
        requests = sound?.content.frames
        filePieces = sound?.content.blobPieces
        if case .failure(let trouble) = file.outcome { problem = Problem(trouble) } else { problem = nil }
    }
}
