import ArgumentParser
import Node

/// How much of a list is shown: the option of every command whose list may be long.
struct ListLimitOption: ParsableArguments {
    @Option(name: .customLong("limit"), help: "最多列几条 how many at most")
    var most = ListLimit.standard

    func validate() throws { try ListLimitOption.validate(most, max: ListLimit.max) }

    /// Throws `ValidationError` for a number that is none of a list's lines.
    static func validate(_ most: Int, max: Int) throws {
        guard (1...max).contains(most) else { throw ValidationError("--limit \(most)：1–\(max)") }
    }

    /// The line that says that the list goes on; none where it does not.
    static func note(_ isCut: Bool, _ options: GlobalOptions) -> [String] {
        guard isCut else { return [] }
        return [
            options.text(
                "（后面还有：写清楚要找什么，或用 --limit 多列一些）", "(there are more: say what you look for, or list more with --limit)")
        ]
    }
}
