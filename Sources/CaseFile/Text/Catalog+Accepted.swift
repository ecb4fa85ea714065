import Replication

extension Catalog {
    /// What a type accepts, as a phrase for errors and for the hint under a field.
    public func accepted(by type: ValueType) -> Label {
        switch type {
        case .text(let maxCharacters):
            Label("不超过\(maxCharacters)个字的文字", "a text of at most \(maxCharacters) characters")
        case .longText:
            Label(
                "不超过\(ValueType.longTextMaxCharacters)个字的文字",
                "a text of at most \(ValueType.longTextMaxCharacters) characters")
        case .integer(let range) where range.upperBound == Int64.max:
            Label("不小于\(range.lowerBound)的整数", "a whole number from \(range.lowerBound) up")
        case .integer(let range):
            Label(
                "\(range.lowerBound)至\(range.upperBound)的整数",
                "a whole number from \(range.lowerBound) to \(range.upperBound)")
        case .money:
            Label(
                "以元为单位的金额，最多两位小数，例如1234.50或20万",
                "an amount in yuan with at most two decimals, such as 1234.50")
        case .boolean:
            Label("“是”或“否”", "yes or no")
        case .instant:
            Label("日期和时间，例如2026-06-03 14:05", "a date and a time, such as 2026-06-03 14:05")
        case .date:
            Label(
                "日期，例如2026-06-03、2026/6/3、2026年6月3日或20260603",
                "a date, such as 2026-06-03, 2026/6/3, 2026年6月3日 or 20260603")
        case .code(let name):
            acceptedCodes(of: name)
        case .reference(let kinds):
            acceptedReferences(to: kinds)
        case .attachment:
            Label(
                "附件：64位十六进制SHA-256、字节数、媒体类型，以空格分隔",
                "an attachment: sha256 (64 hexadecimal digits), size in bytes and media type, with spaces between")
        case .list(let item):
            Label(
                "一项或几项，以顿号或分号分隔，每项为" + accepted(by: item).zhHans,
                "one or several, with semicolons between, each " + accepted(by: item).en)
        case .group(let members):
            Label(
                "“名称=内容”，以分号分隔，名称可为"
                    + members.map(\.label.zhHans).joined(separator: "、"),
                "name=value, with semicolons between; the names are "
                    + members.map(\.name).joined(separator: ", "))
        }
    }

    private func acceptedCodes(of name: CodeTable.Name) -> Label {
        guard let table = codeTable(name) else {
            return Label("代码表\(name.rawValue)中的代码", "a code of the table \(name.rawValue), which is not known here")
        }
        let offered = table.codes.filter { !$0.isRetired }
        // A long table would bury the message; three codes show the form.
        let isLong = offered.count > 20
        let shown = isLong ? Array(offered.prefix(3)) : offered
        let zhHans = shown.map { "\($0.code) \($0.label.zhHans)" }.joined(separator: "、")
        let en = shown.map { "\($0.code) (\($0.label.en))" }.joined(separator: ", ")
        return isLong
            ? Label(
                "“\(table.label.zhHans)”的\(offered.count)个代码之一，例如\(zhHans)",
                "one of the \(offered.count) codes of \(name.rawValue), such as \(en)")
            : Label("以下代码或名称之一：\(zhHans)", "one of these codes or their labels: \(en)")
    }

    private func acceptedReferences(to kinds: [RecordKind]) -> Label {
        let zhHans = kinds.map { label(of: $0).zhHans }.joined(separator: "或")
        let en = kinds.map { label(of: $0).en.lowercased() }.joined(separator: " or ")
        return kinds.count == 1
            ? Label("“\(zhHans)”的记录编号(UUID)", "the record id (a UUID) of a \(en)")
            : Label(
                "“\(zhHans)”的记录，写作“类别:编号”",
                "a \(en), written kind:id with a kind of " + kinds.map(nameOrNumber).joined(separator: ", "))
    }
}
