public import CaseFile

extension SimilarCase.Reason {
    /// What both cases have, in words.
    public func label(in catalog: Catalog) -> Label {
        func code(_ code: String, _ table: CodeTable.Name) -> Label {
            catalog.codeTable(table)?.code(code)?.label ?? .verbatim(code)
        }
        func joined(_ labels: [Label]) -> Label {
            Label(labels.map(\.zhHans).joined(separator: "、"), labels.map(\.en).joined(separator: ", "))
        }
        switch self {
        case .category(let category):
            let label = code(category, .eventCategory)
            return Label("事件类别相同：\(label.zhHans)", "the same category: \(label.en)")
        case .categoryGroup(let group):
            let label = code(group, .eventCategory)
            return Label("事件大类相同：\(label.zhHans)", "the same group of categories: \(label.en)")
        case .mediationCategory(let category):
            let label = code(category, .mediationCategory)
            return Label("纠纷类型相同：\(label.zhHans)", "the same kind of dispute: \(label.en)")
        case .methods(let methods):
            let label = joined(methods.map { code($0, .visitMethod) })
            return Label("用过相同的方法：\(label.zhHans)", "the same methods: \(label.en)")
        case .words(let words):
            return Label(
                "诉求里都有：\(words.joined(separator: "、"))", "demands have in common: \(words.joined(separator: ", "))")
        }
    }
}
