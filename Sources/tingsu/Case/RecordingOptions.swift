import ArgumentParser
import Node

/// Who speaks, who types, and where the record belongs: the options of every command that writes case files.
struct RecordingOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: "谁说的：姓名或编号；本机只有一位使用人时可不写 who speaks, by name or id; default: the only person of this machine")
    var author: String?

    @Option(name: .long, help: "代录人 who types, where that is another than who speaks")
    var enteredBy: String?

    @OptionGroup var place: AreaOption

    var speaker: Speaker { Speaker(author: author, enteredBy: enteredBy) }
    var area: String? { place.area }
}

/// The area whose records are meant.
struct AreaOption: ParsableArguments {
    @Option(name: .long, help: "区划代码或名称，如有多处 code or name of the area, where there are several")
    var area: String?
}

/// What the person at the keyboard was looking at.
struct SeenOption: ParsableArguments {
    @Option(name: .customLong("seen"), help: "看过的标记（tingsu show） token of what was seen, from tingsu show")
    var token: String?
}
