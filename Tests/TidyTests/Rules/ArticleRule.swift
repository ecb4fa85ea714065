/// The article "Write your own client" names, in the tables of its steps, every file of `SyncProtocol/Vectors` and every
/// module of the client in Python, and nothing that is not there.
enum ArticleRule {
    static let path = "Sources/PeerTransport/Documentation.docc/WriteYourOwnClient.md"
    /// Modules that are no step of their own.
    private static let unnamed: Set<String> = ["__init__", "files"]

    static func findings(in files: [SourceFile]) -> [Finding] {
        guard let article = files.first(where: { $0.path == path }) else {
            return [Finding(path: path, line: 1, message: "is missing")]
        }
        let columns = article.lines.filter { $0.hasPrefix("| ") }.map { row in
            row.split(separator: "|").map { words(inCodeVoice: $0) }
        }
        let vectors = names(in: files, below: "SyncProtocol/Vectors/", ending: ".json")
        let modules = names(in: files, below: "Tests/Interoperability/tingsu_client/", ending: ".py")
        return compare(columns, 1, with: vectors, "file of vectors")
            + compare(columns, 2, with: modules.subtracting(unnamed), "module")
    }

    private static func compare(
        _ rows: [[[String]]], _ column: Int, with there: Set<String>, _ what: String
    ) -> [Finding] {
        var named: Set<String> = []
        for row in rows where row.count > column {
            // A step without vectors names a test, which has an ending.
            named.formUnion(row[column].filter { !$0.contains(".") })
        }
        var messages = there.subtracting(named).sorted().map { "no step names the \(what) `\($0)`" }
        messages += named.subtracting(there).sorted().map { "a step names `\($0)`, and there is no such \(what)" }
        return messages.map { Finding(path: path, line: 1, message: $0) }
    }

    private static func names(in files: [SourceFile], below folder: String, ending: String) -> Set<String> {
        Set(
            files.map(\.path).filter { $0.hasPrefix(folder) && $0.hasSuffix(ending) }
                .map { String($0.dropFirst(folder.count).dropLast(ending.count)) })
    }

    private static func words(inCodeVoice cell: Substring) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
