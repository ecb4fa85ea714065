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
            let reply = try await Output.catalog(DescribeCatalogCommand(), options) { try CatalogReply(.current) }
            try Output.show(reply, options) { reply in
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
        discussion: """
            类别见 tingsu kinds；* 为必填。写上字段，列出它的全部代码。
            Kinds: tingsu kinds; * marks required fields. With a field, all its codes are listed.
            例 Example: tingsu fields case category
            """)

    @Argument(help: "类别，如 visit 或 走访 a kind, such as visit")
    var kind: String

    @Argument(help: "字段 a field")
    var field: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Output.run(options) {
            let command = DescribeCatalogCommand(kind: kind, field: field)
            let reply = try await Output.catalog(command, options) {
                try CatalogReply(.current, kind: kind, field: field)
            }
            try Output.show(reply, options) { reply in
                (field == nil ? reply.kinds.map(text) : reply.kinds.flatMap { $0.fields.map(codes) })
                    .joined(separator: "\n\n")
            }
        }
    }

    /// One field with everything that it takes.
    private func codes(_ field: CatalogReply.Field) -> String {
        var lines = ["\(field.name)  \(field.label.text(in: options.language))"]
        lines += list(field.codes, field.accepts, indent: 2)
        for member in field.members ?? [] {
            lines += ["  \(label(member))"] + list(member.codes, member.accepts, indent: 6)
        }
        return lines.joined(separator: "\n")
    }

    private func list(_ codes: [CatalogReply.Code]?, _ accepts: Wording, indent: Int) -> [String] {
        guard let codes else { return TextLayout.wrapped(accepts.text(in: options.language), indent: indent) }
        return TextLayout.table(codes.map { [$0.code, $0.label.text(in: options.language)] }, indent: indent)
    }

    private func text(_ kind: CatalogReply.Kind) -> String {
        var lines = ["\(kind.name)  \(kind.label.text(in: options.language))", ""]
        for field in kind.fields {
            let ended = field.isAsked ? "" : options.text("（现在不填）", " (not asked at present)")
            lines.append(
                "\(field.isRequired ? "*" : " ") \(field.name)  \(field.label.text(in: options.language))\(ended)")
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
