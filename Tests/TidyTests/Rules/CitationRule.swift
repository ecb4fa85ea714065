/// Every invariant, of the specification (I…) and of the architecture (A…), is cited by a test.
///
/// A citation is the number as a word, in a test's comment: a reader who changes the invariant finds what to run.
enum CitationRule {
    private static let sources = [
        (path: "SyncProtocol/Specification.md", opening: "> **I"), (path: "ARCHITECTURE.md", opening: "- **A"),
    ]

    static func findings(in files: [SourceFile]) -> [Finding] {
        let tests = files.filter { file in
            // The client in Python cites what it does; that it does so, its tests say.
            file.path.hasPrefix("Tests/") && !file.path.contains("/tingsu_client/")
                && (file.isSwift || file.path.hasSuffix(".py"))
        }
        return sources.flatMap { source -> [Finding] in
            guard let file = files.first(where: { $0.path == source.path }) else {
                return [Finding(path: source.path, line: 1, message: "is missing, and with it its invariants")]
            }
            let named = invariants(in: file, opening: source.opening)
            let unordered = named.enumerated().filter { $0.element.number != $0.offset + 1 }.map { entry in
                Finding(
                    path: file.path, line: entry.element.line,
                    message: "\(entry.element.name) stands where number \(entry.offset + 1) should")
            }
            let uncited = named.filter { invariant in
                !tests.contains { test in test.lines.contains { Words.contains(invariant.name, in: $0) } }
            }
            .map { Finding(path: file.path, line: $0.line, message: "\($0.name) is cited by no test") }
            return unordered + uncited
                + (named.isEmpty ? [Finding(path: file.path, line: 1, message: "has no invariant")] : [])
        }
    }

    /// The invariants of a document: `> **I7.** …`, `- **A7.** …`.
    private static func invariants(
        in file: SourceFile, opening: String
    ) -> [(name: String, number: Int, line: Int)] {
        file.lines.enumerated().compactMap { index, line in
            guard line.hasPrefix(opening), let end = line.firstIndex(of: ".") else { return nil }
            let digits = line[line.index(line.startIndex, offsetBy: opening.count)..<end]
            guard let number = Int(digits), let letter = opening.last else { return nil }
            return ("\(letter)\(number)", number, index + 1)
        }
    }
}
