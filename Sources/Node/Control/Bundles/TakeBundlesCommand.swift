import CaseFile
import CaseWork
import Identity
import Replication
import WireProtocol

/// `tingsu bundle take`: takes in what somebody brought, and makes the answers.
public struct TakeBundlesCommand: NodeCommand {
    /// What came of one set.
    public struct Taken: Codable, Sendable {
        public let set: String
        public let sender: String
        /// `requests`, or of an answer `complete`, `unfinished` or `late`.
        public let standing: String
        public let parts: [Int]
        public let partCount: Int
        /// Parts that were not brought: what they have is taken when they are.
        public let missing: [Int]
        /// Changes that are new here.
        public let received: Int
        public let files: Int
        public let refused: [SyncCommand.Reply.RefusedLog]
        /// The answer to requests; its files lie in the node's own folder.
        public let answer: MakeBundleCommand.Reply?
        /// Why this set was not taken whole; nil where it was.
        public let problem: BundleFileReply.Problem?
    }

    public struct Reply: Codable, Sendable {
        /// The files that were looked at, by path; those with a problem were not taken.
        public let files: [BundleFileReply]
        public let sets: [Taken]
        /// Files of other machines, which were left where they are.
        public let passedOver: Int
    }

    public static let name = "take-bundles"

    /// Full paths on this machine.
    public var paths: [String]
    /// Whether files of other machines are no failure: somebody named a whole stick.
    public var passesOverOthers: Bool
    /// The most that one file of an answer may have; nil for one file.
    public var answerPartBytes: Int?

    public init(paths: [String], passesOverOthers: Bool, answerPartBytes: Int? = nil) {
        self.paths = paths
        self.passesOverOthers = passesOverOthers
        self.answerPartBytes = answerPartBytes
    }

    public func run(on node: LocalNode) async throws -> Reply {
        let all = try await node.look(at: paths)
        let files = all.filter { file in
            guard passesOverOthers, case .failure(.forAnother) = file.outcome else { return true }
            return false
        }
        var sets: [Taken] = []
        for set in BroughtSet.sets(of: files) {
            do {
                let taken: TakenSet
                switch set.direction {
                case .up: taken = try await node.takeRequests(set, answerPartBytes: answerPartBytes)
                case .answer: taken = try await node.takeAnswer(set)
                }
                sets.append(Taken(taken))
            } catch let trouble as BundleTrouble {
                sets.append(Taken(set, trouble))
            }
        }
        return Reply(files: files.map { BundleFileReply($0) }, sets: sets, passedOver: all.count - files.count)
    }
}

extension TakeBundlesCommand.Taken {
    init(_ taken: TakenSet) {
        self.init(
            set: taken.set.description, sender: taken.sender, standing: taken.standing.rawValue,
            parts: taken.partNumbers, partCount: taken.parts, missing: taken.missing, received: taken.received,
            files: taken.files, refused: taken.refusals.map { .init($0) },
            answer: taken.answer.map { .init($0) }, problem: nil)
    }

    init(_ set: BroughtSet, _ trouble: BundleTrouble) {
        self.init(
            set: set.set.description, sender: set.sender.name, standing: "failed", parts: set.partNumbers,
            partCount: set.parts, missing: set.missing, received: 0, files: 0, refused: [], answer: nil,
            problem: .init(trouble))
    }
}
