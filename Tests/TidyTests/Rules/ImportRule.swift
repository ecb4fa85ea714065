/// Every import follows an arrow of the table.
///
/// The compiler's own check accepts what a declared dependency happens to depend on (STYLE.md, measured 3), so an arrow
/// that nobody drew appears without an error; this rule reads the imports themselves.
enum ImportRule {
    static func findings(in files: [SourceFile], table: [String: Arrows]) -> [Finding] {
        files.flatMap { file -> [Finding] in
            guard file.isSwift, let target = file.target ?? file.testKit(in: table) else { return [] }
            guard let arrows = table[target] else {
                return [Finding(path: file.path, line: 1, message: "target \(target) has no entry in the arrow table")]
            }
            return file.code.enumerated().compactMap { index, line in
                guard let module = importedModule(in: line), module != "Swift" else { return nil }
                // `*` stands for the modules of others, never for a target of our own.
                let isOwn = table[module] != nil
                let allowed = isOwn ? arrows.own.contains(module) : arrows.allows(module, generated: file.isGenerated)
                if allowed { return nil }
                return Finding(
                    path: file.path, line: index + 1, message: "\(target) imports \(module), and no arrow leads there")
            }
        }
    }

    /// The module that a line of code imports, whatever stands before the word `import`.
    static func importedModule(in line: String) -> String? {
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
        while let word = words.first, word.hasPrefix("@") || accessLevels.contains(String(word)) { words.removeFirst() }
        guard words.popFirst() == "import" else { return nil }
        if let kind = words.first, words.count > 1, kinds.contains(String(kind)) { words.removeFirst() }
        return words.first.map { String($0.prefix { $0 != "." && $0 != ";" }) }
    }

    private static let accessLevels = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]
}
