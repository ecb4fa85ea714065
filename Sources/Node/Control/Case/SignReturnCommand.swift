import CaseFile
import CaseWork
import Replication

/// `tingsu return`: signs the day's return of this machine (当日报告), also where nothing was recorded.
public struct SignReturnCommand: NodeCommand {
    public typealias Reply = SaveReply

    public static let name = "sign-return"

    public var remark: String
    public var speaker: Speaker

    public init(remark: String, speaker: Speaker) {
        self.remark = remark
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let remark = remark
        return try await node.record(as: speaker) { access, _, writing in
            guard let today = access.today else { throw CommandFailure.clockWithoutDay }
            let saved = try writing.signReturn(on: today, remark: remark, access)
            return try SaveReply([saved], access.with(writing.engine))
        }
    }
}

extension CommandFailure {
    /// The clock is so far off that there is no day.
    static let clockWithoutDay = CommandFailure(
        kind: .badInput, code: "clock-without-day", zhHans: "本机时钟没有有效日期：请先校准时钟",
        en: "the clock of this machine shows no day: set it first")
}
