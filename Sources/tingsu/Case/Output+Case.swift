import CaseFile
import Logging
import Node

extension Output {
    /// Has records saved and says what was saved.
    static func save(
        _ records: [SaveRecordsCommand.NewRecord], correcting corrections: [SaveRecordsCommand.Correction] = [],
        _ recording: RecordingOptions, _ options: GlobalOptions
    ) async throws {
        let command = SaveRecordsCommand(
            records: records, corrections: corrections, area: recording.area, speaker: recording.speaker)
        try await perform(command, options) { SavedText(options.language).text($0) }
    }

    /// Has one command done and returns its reply, for a command that goes on from there.
    static func reply<Command: NodeCommand>(
        _ command: Command, _ options: GlobalOptions
    ) async throws -> Command.Reply {
        let connection = try await NodeConnection.open(options.folder, logger: options.logger())
        do {
            let reply = try await connection.perform(command)
            try await connection.close()
            return reply
        } catch {
            try? await connection.close()
            throw error
        }
    }
}

/// Says what was saved.
struct SavedText {
    let language: Language
    private let done: String

    init(_ language: Language, done: String? = nil) {
        self.language = language
        self.done = done ?? (language == .zhHans ? "已记录" : "recorded")
    }

    func text(_ reply: SaveReply) -> String {
        var lines = TextLayout.table(
            reply.saved.map { saved in
                let name = saved.record
                return [
                    done, name.short, name.kindLabel.text(in: language), name.title.text(in: language),
                ]
            })
        for saved in reply.saved {
            lines += saved.derived.flatMap { TextLayout.wrapped(note($0.text(in: language))) }
            lines += saved.warnings.flatMap { TextLayout.wrapped(note($0.text(in: language))) }
            for field in saved.disputed {
                lines += TextLayout.wrapped(
                    language == .zhHans
                        ? "注意：“\(field.zhHans)”另有说法，是您没有看到的；请运行 tingsu conflicts"
                        : "note: \(field.en) has another reading that you had not seen: run tingsu conflicts")
            }
        }
        return lines.joined(separator: "\n")
    }

    private func note(_ text: String) -> String { (language == .zhHans ? "注意：" : "note: ") + text }
}
