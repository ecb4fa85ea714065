import CaseFile
public import CaseWork
import Replication
import WireProtocol

/// What setting something of the county came to, or would come to.
public struct CountySettingReply: Codable, Hashable, Sendable {
    /// `added`, `changed` or `unchanged`.
    public let outcome: SettingOutcome
    public let isDryRun: Bool
    /// How many things that are open are due on another day with it.
    public let moved: Int
    public let warnings: [Wording]
}

extension LocalNode {
    /// Writes a setting into the county's directory, at the center and in the name of one of its people; says what it
    /// changes, and only says it where that was asked for.
    func writeSetting(
        as person: String?, isDryRun: Bool,
        _ plan: @Sendable (CaseWriting<ProtobufChangeCodec>) throws -> PlannedSetting
    ) async throws -> CountySettingReply {
        try demandCenter()
        let view = try read { try directory.view($1, codec: $0.codec) }
        let author = try director(person, view)
        return try record(by: author) { access, writing in
            let planned = try plan(writing)
            let moved = try access.movedCount(with: planned.deadlines, on: access.demandToday())
            if !isDryRun { try writing.write(planned) }
            return CountySettingReply(
                outcome: planned.outcome, isDryRun: isDryRun, moved: moved,
                warnings: planned.warnings.map(Wording.init))
        }
    }
}
