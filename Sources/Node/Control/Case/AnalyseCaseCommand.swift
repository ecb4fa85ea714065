import CaseFile
import CaseWork
import Replication

/// `tingsu case analyse`: what was found of a case by the four sentences.
public struct AnalyseCaseCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "analyse-case"

    public var record: String
    /// Nil leaves it, blank empties it.
    public var history: String?
    public var reality: String?
    public var law: String?
    public var reason: String?
    /// The token of `show`; nil where the command itself is the look.
    public var seen: String?
    public var area: String?
    public var speaker: Speaker

    public init(
        record: String, history: String? = nil, reality: String? = nil, law: String? = nil, reason: String? = nil,
        seen: String? = nil, area: String? = nil, speaker: Speaker
    ) {
        self.record = record
        self.history = history
        self.reality = reality
        self.law = law
        self.reason = reason
        self.seen = seen
        self.area = area
        self.speaker = speaker
    }

    /// Saves nothing where it says what stands there already.
    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, _, writing in
            let key = try access.caseKey(command.record, area: command.area)
            try access.demandWritable(key.scope)
            let given: [(CasePrinciple, String?)] = [
                (.history, command.history), (.reality, command.reality), (.law, command.law),
                (.reason, command.reason),
            ]
            let findings = given.compactMap { principle, text in text.map { (principle, $0) } }
            let saved = try writing.analyse(
                key, Dictionary(uniqueKeysWithValues: findings), seen: try command.seen.map { try SeenToken($0) })
            return try SaveReply(saved.map { [$0] } ?? [], access.with(writing.engine))
        }
    }
}
