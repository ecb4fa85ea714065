import ArgumentParser
import CaseFile
import CaseWork
import Node

/// The library as text.
struct LibraryText {
    let language: Language
    private let table: Words

    init(_ language: Language) {
        self.language = language
        table = Words(language)
    }

    private func words(_ zhHans: String, _ en: String) -> String { language == .zhHans ? zhHans : en }

    func proposal(_ reply: ProposeLibraryCaseCommand.Reply) -> String {
        var lines = TextLayout.wrapped(reply.title)
        lines += [""] + TextLayout.wrapped(reply.text)
        for (label, text) in [(words("方法总结", "Method"), reply.method), (words("流程规范", "Rule"), reply.procedure)]
        where !text.isEmpty {
            lines += ["", "【\(label)】"] + TextLayout.wrapped(text, indent: 2)
        }
        lines += ["", "【\(words("换掉的", "Replaced"))】"]
        lines +=
            reply.replacements.isEmpty
            ? [words("  没有", "  nothing")]
            : TextLayout.table(
                reply.replacements.map {
                    [table.text("library.kind.\($0.kind)"), "\($0.original) → \($0.placeholder)", "×\($0.count)"]
                }, indent: 2)
        lines += ["", "【\(words("还要您看的", "For you to look at"))】"]
        lines +=
            reply.suspicions.isEmpty
            ? [words("  没有发现", "  nothing was found")]
            : TextLayout.table(
                reply.suspicions.map { [table.text("library.reason.\($0.reason)"), $0.text, "×\($0.count)"] }, indent: 2
            )
        if let saved = reply.saved {
            lines += [
                "", words("已存下 \(saved.short)：还要另一个人核对，才能引用", "kept as \(saved.short): to be checked by somebody else"),
            ]
        } else {
            lines += ["", words("还没有存：加 --save 存下", "not kept: add --save to keep it")]
        }
        return lines.joined(separator: "\n")
    }

    func list(_ reply: ListLibraryCommand.Reply) -> String {
        if reply.cases.isEmpty { return words("案例库里还没有案例", "there is no library case yet") }
        let rows = reply.cases.map {
            [$0.record.short, $0.record.title.text(in: language), $0.standingLabel.text(in: language)]
        }
        return TextLayout.table(rows).joined(separator: "\n")
    }

    func whole(_ item: LibraryCaseReply) -> String {
        var lines = [item.record.title.text(in: language), "  " + item.standingLabel.text(in: language)]
        if let by = item.checkedBy {
            lines.append(words("  核对：", "  checked by ") + by + " " + (item.checkedOn ?? ""))
        }
        let codes = [item.category, item.mediationCategory].compactMap { $0?.text(in: language) }
        if !codes.isEmpty { lines.append("  " + codes.joined(separator: " · ")) }
        if !item.methods.isEmpty {
            lines.append("  " + item.methods.map { $0.text(in: language) }.joined(separator: words("、", ", ")))
        }
        for (label, text) in [
            ("", item.text), (words("【方法总结】", "[Method]"), item.method), (words("【流程规范】", "[Rule]"), item.procedure),
        ] where !text.isEmpty {
            lines += ["", label].filter { !$0.isEmpty || label.isEmpty } + TextLayout.wrapped(text)
        }
        return lines.joined(separator: "\n")
    }

    func similar(_ reply: FindSimilarCasesCommand.Reply) -> String {
        if reply.items.isEmpty {
            return words(
                "可以引用的案例有 \(reply.libraryCount) 个，没有同类的", "of \(reply.libraryCount) usable library cases none is alike")
        }
        return reply.items.flatMap { item in
            [
                "\(item.libraryCase.record.short)  \(item.libraryCase.record.title.text(in: language))  "
                    + words("相似度 \(item.score)", "likeness \(item.score)")
            ] + item.reasons.flatMap { TextLayout.wrapped($0.text(in: language), indent: 2) }
        }.joined(separator: "\n")
    }
}
