/// Package.swift declares, between our own targets, the arrows of the table and no others.
///
/// Read as text: `swift package dump-package` takes seconds and cannot run beside a build.
enum ManifestRule {
    static func findings(in files: [SourceFile], table: [String: Arrows]) -> [Finding] {
        guard let manifest = files.first(where: { $0.path == "Package.swift" }) else {
            return [Finding(path: "Package.swift", line: 1, message: "there is no manifest")]
        }
        let declared = declarations(in: manifest)
        var found: [Finding] = []
        for declaration in declared {
            guard let arrows = table[declaration.target] else {
                found.append(
                    Finding(
                        path: manifest.path, line: declaration.line,
                        message: "target \(declaration.target) has no entry in the arrow table"))
                continue
            }
            let own = declaration.strings.filter { table[$0] != nil }
            for name in own.sorted() where !arrows.own.contains(name) {
                found.append(
                    Finding(
                        path: manifest.path, line: declaration.line,
                        message: "\(declaration.target) depends on \(name), and no arrow leads there"))
            }
            for name in arrows.own where !own.contains(name) {
                found.append(
                    Finding(
                        path: manifest.path, line: declaration.line,
                        message: "\(declaration.target) has an arrow to \(name) that the manifest does not declare"))
            }
        }
        for name in table.keys.sorted() where !declared.contains(where: { $0.target == name }) {
            found.append(Finding(path: manifest.path, line: 1, message: "target \(name) is not declared"))
        }
        return found
    }

    /// A target that is not a test, and every string in its declaration after its name.
    struct Declaration {
        let target: String
        let line: Int
        let strings: [String]
    }

    private static let openings = [
        "library(\"", "testKit(\"", ".target(name: \"", ".executableTarget(name: \"", ".systemLibrary(name: \"",
    ]

    static func declarations(in manifest: SourceFile) -> [Declaration] {
        // Comments are cut away, strings are kept; a manifest has no `//` in a string but in URLs.
        let lines = zip(manifest.lines, manifest.code).map { line, code in
            code.allSatisfy { $0 == " " } ? "" : line
        }
        var declarations: [Declaration] = []
        var index = 0
        while index < lines.count {
            // A long declaration has its name on the line after the parenthesis.
            let opening = lines[index].trimmed + (index + 1 < lines.count ? lines[index + 1].trimmed : "")
            guard openings.contains(where: { opening.hasPrefix($0) }) else {
                index += 1
                continue
            }
            let start = index
            var depth = 0
            var text = ""
            repeat {
                text += lines[index] + "\n"
                depth += balance(of: manifest.code[index])
                index += 1
            } while depth > 0 && index < lines.count
            let strings = text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
            if let name = strings.first {
                declarations.append(Declaration(target: name, line: start + 1, strings: Array(strings.dropFirst())))
            }
        }
        return declarations
    }

    private static func balance(of line: String) -> Int {
        line.utf8.reduce(0) { $1 == UInt8(ascii: "(") ? $0 + 1 : $1 == UInt8(ascii: ")") ? $0 - 1 : $0 }
    }
}

extension String {
    /// Without the spaces at its ends.
    var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
