import Replication

/// The catalog as a document for people, each line in both languages.
public enum CatalogMarkdown {
    /// The whole catalog: kinds by group with their fields, the tables of codes, and the mapping between the two systems of
    /// categories. The same text for the same catalog everywhere, ending with a newline.
    public static func text(for catalog: Catalog) -> String {
        var lines = ["# 听诉数据目录 Tingsu catalog", ""]
        lines += [
            "编号和代号发布后不再改变含义。\(CountyField.firstNumber.rawValue) 起的字段是县里增加的。",
            "Numbers and names never change their meaning. Fields from \(CountyField.firstNumber.rawValue) on are a county's own.",
            "",
        ]
        for group in KindGroup.all {
            let kinds = catalog.kinds.filter { KindGroup.of($0) == group }
            guard !kinds.isEmpty else { continue }
            lines += ["## \(both(group.label))", ""]
            for kind in kinds { lines += section(kind, catalog) }
        }
        lines += ["## 代码表 Tables of codes", ""]
        for table in catalog.codeTables { lines += section(table) }
        lines += mapping(catalog)
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Kinds

    private static func section(_ kind: KindDefinition, _ catalog: Catalog) -> [String] {
        let head = "### \(both(kind.label)) · `\(kind.name)` · \(kind.kind.rawValue)"
        let fact =
            kind.isFact
            ? ["记录的是发生过的事，以后只更正。Records are facts, and later only corrected.", ""] : []
        let titles = "| 编号 No. | 字段 Field | 代号 Name | 填什么 Type | 必填 Required | 敏感程度 Sensitivity |"
        let rows = kind.registers.filter { $0.number != Lifecycle.register && $0.number != ChangeNote.register }
            .flatMap { self.rows(of: $0, catalog) }
        return [head, ""] + fact + [titles, "| --- | --- | --- | --- | --- | --- |"] + rows + [""]
    }

    private static func rows(of register: RegisterDefinition, _ catalog: Catalog) -> [String] {
        let words = catalog.codeTable(.sensitivity)?.code(register.sensitivity.rawValue)?.label
        let asked = register.isAsked ? "" : "（现在不填 not asked at present）"
        let row = cells([
            "\(register.number.rawValue)", both(register.label) + asked, "`\(register.name)`",
            text(register.type, catalog), register.isRequired ? "✓" : "", words.map(both) ?? "",
        ])
        return [row] + members(of: register.type, "\(register.number.rawValue)", catalog)
    }

    private static func members(of type: ValueType, _ number: String, _ catalog: Catalog) -> [String] {
        switch type {
        case .list(let item): members(of: item, number, catalog)
        case .group(let members):
            members.flatMap { member in
                let place = "\(number).\(member.number)"
                let row = cells([
                    place, "· " + both(member.label), "`\(member.name)`", text(member.type, catalog),
                    member.isRequired ? "✓" : "", "",
                ])
                return [row] + self.members(of: member.type, place, catalog)
            }
        default: []
        }
    }

    private static func text(_ type: ValueType, _ catalog: Catalog) -> String {
        switch type {
        case .code(let table):
            let label = catalog.codeTable(table)?.label
            return "代码 code: \(label.map(both) ?? "") `\(table.rawValue)`"
        case .group: return "下列各项 the parts below"
        case .list(.group): return "可多项，每项有下列各项 several, each of the parts below"
        case .list(let item): return "可多项 several: " + text(item, catalog)
        case .reference(let kinds):
            let labels = kinds.map { catalog.label(of: $0) }
            let shown = labels.prefix(4).map { both($0) }.joined(separator: "、")
            return "记录 a record: " + shown + (labels.count > 4 ? " …" : "")
        case .attachment: return "附件 a file"
        default:
            let words = catalog.accepted(by: type)
            return escaped("\(words.zhHans) \(words.en)")
        }
    }

    // MARK: Codes

    private static func section(_ table: CodeTable) -> [String] {
        let open = table.isOpen ? ["县里可以增加代码。A county may add codes.", ""] : []
        let rows = table.codes.map { code in
            cells([
                "`\(code.code)`", escaped(code.label.zhHans), escaped(code.label.en),
                code.isRetired ? "已停用 ended" : "",
            ])
        }
        return ["### \(both(table.label)) · `\(table.name.rawValue)`", ""] + open
            + ["| 代码 Code | 名称 | Label | |", "| --- | --- | --- | --- |"] + rows + [""]
    }

    private static func mapping(_ catalog: Catalog) -> [String] {
        guard let events = catalog.codeTable(.eventCategory) else { return [] }
        let mediation = catalog.codeTable(.mediationCategory)
        let rows = events.codes.map { event in
            let code = CategoryMapping.mediationCategory(ofEvent: event.code)
            return cells([
                "`\(event.code)` \(both(event.label))",
                "`\(code)` \(mediation?.code(code).map { both($0.label) } ?? "")",
            ])
        }
        return [
            "## 两套分类的对照 The two systems of categories", "",
            "立案时按此建议，可以更正。A new case has this proposed, and people correct it.", "",
            "| 事件类别 Event category | 人民调解纠纷类型 Mediation category |", "| --- | --- |",
        ] + rows + [""]
    }

    // MARK: Text

    private static func both(_ label: Label) -> String {
        escaped(label.zhHans == label.en ? label.zhHans : "\(label.zhHans) \(label.en)")
    }

    private static func cells(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// A county's words stand for themselves and are no markup.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if character.isNewline {
                escaped += " "
            } else {
                if "|\\`<>[]*".contains(character) { escaped += "\\" }
                escaped.append(character)
            }
        }
        return escaped
    }
}
