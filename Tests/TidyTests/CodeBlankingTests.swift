import Testing

@Suite struct CodeBlankingTests {
    @Test(arguments: [
        ("let a = 1 // print(", "let a = 1"),
        ("let a /* x /* y */ z */ = 1", "let a                   = 1"),
        (#"f("print(") + g"#, #"f("      ") + g"#),
        (#"f("a\"b") + g"#, #"f("    ") + g"#),
        (#"f("\(a + h("x)"))y") + g"#, #"f("  a + h("  ")) ") + g"#),
        (##"f(#"a"b\(c"#) + g"##, ##"f(#"      "#) + g"##),
        (##"f(#"a\#(b)c"#) + g"##, ##"f(#"    b) "#) + g"##),
        ("#if DEBUG", "#if DEBUG"),
        ("f(\"open", "f(\""),
        ("a\n\"\"\"\nimport B \" x\n\"\"\"\nc", "a\n\"\"\"\n\n\"\"\"\nc"),
    ])
    func commentsAndTextsAreBlankedAndCodeIsKept(source: String, expected: String) {
        #expect(trailingSpacesRemoved(CodeBlanking.blanked(source)) == expected)
    }

    @Test func lineEndsAndLengthStay() {
        let source = "/* a\nb */ \"\"\"\n c \\(d) \n\"\"\" // 县\n"
        let blanked = CodeBlanking.blanked(source)
        #expect(blanked.utf8.count == source.utf8.count)
        #expect(blanked.filter { $0 == "\n" }.count == source.filter { $0 == "\n" }.count)
    }

    /// Cut anywhere, a text is still scanned to its end.
    @Test func everyPrefixOfASourceIsScanned() {
        let source = ##"a /* /* */ b "c\(d("e")) \"f" #"g\#(h)"# """ i """ // j"##
        for count in 0...source.count {
            let prefix = String(source.prefix(count))
            #expect(CodeBlanking.blanked(prefix).utf8.count == prefix.utf8.count)
        }
    }

    private func trailingSpacesRemoved(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return String(line)
        }
        .joined(separator: "\n")
    }
}
