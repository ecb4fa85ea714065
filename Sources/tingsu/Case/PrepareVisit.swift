import ArgumentParser
import CaseFile
import Node

/// `tingsu visit prepare`
struct PrepareVisit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare", abstract: "给计划好的走访补准备 add to what is taken along to a planned visit",
        discussion: """
            原来写的都留着，新写的接在后面；负责人换成新写的。
            What was written stays, and the new is added to it; a new responsible takes the place of the old.
            例 Example: tingsu visit prepare 3f2a91c0 --option 请村医一起去
            """)

    @Argument(help: "走访，编号末8位即可 the visit, by the end of its id")
    var visit: String

    @OptionGroup var preparation: PreparationOptions
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if preparation.summary == nil, preparation.option.isEmpty, preparation.responsible == nil,
            preparation.policy.isEmpty
        {
            throw ValidationError(
                "请写 --summary、--option、--responsible、--policy 中的至少一项；give at least one of them")
        }
    }

    func run() async throws {
        let command = PrepareVisitCommand(
            record: visit, summary: preparation.summary, options: preparation.options,
            responsible: preparation.responsible, policies: preparation.policy, area: recording.area,
            speaker: recording.speaker)
        try await Output.perform(command, options) { reply in
            reply.saved.isEmpty
                ? options.text("已经写在上面，没有再记一遍", "all of it stands there already, and nothing was written")
                : SavedText(options.language).text(reply)
        }
    }
}
