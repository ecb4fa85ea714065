import ArgumentParser
import CaseFile
import Node

/// `tingsu kinds`
struct ListKinds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kinds", abstract: "列出可记录的类别 list what can be recorded",
        discussion: "字段见 tingsu fields 类别。Their fields: tingsu fields KIND.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.run(options) {
            try Output.show(CatalogReply(.current), options) { reply in
                let rows = reply.kinds.filter { !$0.isDirectory }.map {
                    [
                        $0.name, $0.label.text(in: options.language),
                        options.text("\($0.fields.count)个字段", "\($0.fields.count) fields"),
                    ]
                }
                return TextLayout.table(rows).joined(separator: "\n")
            }
        }
    }
}

/// `tingsu fields`
struct ListFields: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fields", abstract: "列出一类记录的字段和可填内容 list the fields of a kind and what they accept",
        discussion: "类别见 tingsu kinds；* 为必填。Kinds: tingsu kinds; * marks required fields.")

    @Argument(help: "类别，如 visit 或 走访 a kind, such as visit")
    var kind: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.run(options) {
            try Output.show(CatalogReply(.current, kind: kind), options) { reply in
                reply.kinds.map(text).joined(separator: "\n\n")
            }
        }
    }

    private func text(_ kind: CatalogReply.Kind) -> String {
        var lines = ["\(kind.name)  \(kind.label.text(in: options.language))", ""]
        for field in kind.fields {
            lines.append("\(field.isRequired ? "*" : " ") \(field.name)  \(field.label.text(in: options.language))")
            if let members = field.members {
                let column = 2 + (members.map { TextWidth.columns(of: label($0)) }.max() ?? 0)
                for member in members {
                    lines += TextLayout.labelled(
                        label(member), member.accepts.text(in: options.language), column: min(column, 34), indent: 6)
                }
            } else {
                lines += TextLayout.wrapped(field.accepts.text(in: options.language), indent: 4)
            }
        }
        return lines.joined(separator: "\n")
    }

    private func label(_ member: CatalogReply.Member) -> String {
        "\(member.isRequired ? "*" : " ")\(member.name) \(member.label.text(in: options.language))"
    }
}
