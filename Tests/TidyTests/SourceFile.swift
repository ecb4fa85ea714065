/// One text file of the project, as the rules see it.
struct SourceFile: Sendable {
    /// From the project's folder, with `/`: `Sources/Causality/ReplicaID.swift`.
    let path: String
    /// The lines as they stand.
    let lines: [String]
    /// The same lines with comments and the insides of string literals blanked; for Swift files only, else `lines`.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = SourceFile.lines(of: text)
        code = path.hasSuffix(".swift") ? SourceFile.lines(of: CodeBlanking.blanked(text)) : lines
    }

    var isSwift: Bool { path.hasSuffix(".swift") }

    /// Written by protoc: our rules on wording and size do not apply, the arrows do.
    var isGenerated: Bool { path.hasSuffix(".pb.swift") || path.contains("/Generated/") }

    /// `Causality` for `Sources/Causality/…`; nil outside `Sources`.
    var target: String? {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[0] == "Sources" else { return nil }
        return String(parts[1])
    }

    /// `StorageTestKit` for `Tests/StorageTestKit/…`: a folder of Tests that the table names, because it is no test but
    /// what tests share; nil for all others.
    func testKit(in table: [String: Arrows]) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[0] == "Tests", table[String(parts[1])] != nil else { return nil }
        return String(parts[1])
    }

    /// A text that ends with a line end has no empty last line.
    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
