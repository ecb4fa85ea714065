/// Every public declaration has a doc comment directly above; attributes may stand between.
///
/// Exempt is what its surroundings already say: initializers, stored properties and one-line computed ones (the type's
/// comment and the name say it, or the body on the same line does), and members that a protocol of the standard
/// library documents.
enum DocumentationRule {
    /// Members that fulfil a well-known protocol.
    private static let witnesses = [
        "func ==", "func <", "func hash(into", "func encode(to", "var description", "var debugDescription",
        "var errorDescription", "func next()", "func makeIterator()", "var id",
    ]
    private static let modifiers = [
        "static", "class", "final", "indirect", "mutating", "nonmutating", "nonisolated", "override", "required",
        "convenience", "lazy", "weak", "consuming", "borrowing", "private(set)", "package(set)", "internal(set)",
        "fileprivate(set)", "dynamic", "distributed", "prefix", "postfix", "infix",
    ]
    /// Declarations that must be documented, `var` where it has a body of several lines.
    private static let documented = [
        "struct", "enum", "class", "actor", "protocol", "typealias", "func", "subscript", "macro", "associatedtype",
    ]

    static func findings(in files: [SourceFile]) -> [Finding] {
        let promised = protocolMembers(in: files)
        return files.flatMap { file -> [Finding] in
            guard file.isSwift, file.target != nil, !file.isGenerated else { return [] }
            return file.code.enumerated().compactMap { index, line in
                guard let declaration = publicDeclaration(in: line), needsComment(declaration),
                    !promised.contains(memberName(of: declaration)), !hasComment(above: index, in: file)
                else { return nil }
                let name = declaration.prefix { $0 != "{" && $0 != "(" && $0 != ":" && $0 != "=" }
                return Finding(
                    path: file.path, line: index + 1,
                    message: "public \(String(name).trimmed) has no doc comment")
            }
        }
    }

    /// Members of the project's own public protocols, which are documented there: `func append(`.
    private static func protocolMembers(in files: [SourceFile]) -> Set<String> {
        var members: Set<String> = []
        for file in files where file.isSwift && file.target != nil && !file.isGenerated {
            var isInside = false
            for line in file.code {
                if line.hasPrefix("public protocol ") { isInside = true }
                if line.hasPrefix("}") { isInside = false }
                guard isInside else { continue }
                let name = memberName(of: line.trimmed)
                if name.hasPrefix("func ") { members.insert(name) }
                if name.hasPrefix("associatedtype ") {
                    members.insert("typealias " + name.dropFirst("associatedtype ".count))
                    members.insert("struct " + name.dropFirst("associatedtype ".count))
                }
            }
        }
        return members
    }

    /// `func append` for `func append(_ change: StoredChange) throws`.
    private static func memberName(of declaration: String) -> String {
        String(declaration.prefix { $0 != "(" && $0 != "<" && $0 != ":" && $0 != "{" && $0 != "=" }).trimmed
    }

    /// `func decode(…` for `@inlinable public static func decode(…`; nil where the line declares nothing public.
    private static func publicDeclaration(in line: String) -> String? {
        var words = line.split(separator: " ")[...]
        while let word = words.first, word.hasPrefix("@") { words.removeFirst() }
        guard let access = words.popFirst(), access == "public" || access == "open" else { return nil }
        while let word = words.first, words.count > 1, modifiers.contains(String(word)) {
            // `class func` and `class Name` differ by what follows.
            if word == "class", let next = words.dropFirst().first, !["func", "var", "let", "subscript"].contains(next)
            {
                break
            }
            words.removeFirst()
        }
        return words.joined(separator: " ")
    }

    private static func needsComment(_ declaration: String) -> Bool {
        if witnesses.contains(where: { declaration.hasPrefix($0) && endsWord(declaration.dropFirst($0.count)) }) {
            return false
        }
        if declaration.hasPrefix("var ") {
            return declaration.hasSuffix("{")
        }
        let keyword = declaration.prefix { $0 != " " && $0 != "(" && $0 != "<" && $0 != "[" }
        return documented.contains(String(keyword))
    }

    private static func endsWord(_ rest: Substring) -> Bool {
        rest.first.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
    }

    private static func hasComment(above index: Int, in file: SourceFile) -> Bool {
        var above = index - 1
        while above >= 0 {
            let line = file.lines[above].trimmed
            if line.hasPrefix("///") || line.hasSuffix("*/") { return true }
            guard line.hasPrefix("@") || line.hasPrefix("#if") || line.hasPrefix("//") else { return false }
            above -= 1
        }
        return false
    }
}
