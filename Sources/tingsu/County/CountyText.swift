import CaseFile
import Node

/// Says what the county set.
struct CountyText {
    let options: GlobalOptions

    func fields(_ fields: [CountyReply.Field]) -> String {
        if fields.isEmpty { return options.text("县里没有增加问题", "the county has added no question") }
        return TextLayout.table(
            fields.map { one in
                let table = one.table.map { " \($0)" } ?? ""
                return [
                    one.number.map { "\($0)" } ?? "—", one.kindLabel.text(in: options.language),
                    one.label.text(in: options.language), one.name,
                    one.typeLabel.text(in: options.language) + table, dates(one.from, one.until),
                    one.standingLabel.text(in: options.language),
                ]
            }
        ).joined(separator: "\n")
    }

    func codes(_ codes: [CountyReply.Code]) -> String {
        if codes.isEmpty { return options.text("县里没有增加代码", "the county has added no code") }
        return TextLayout.table(
            codes.map { one in
                [
                    one.table, one.tableLabel.text(in: options.language), one.code,
                    one.label.text(in: options.language), dates(one.from, one.until),
                    one.standingLabel.text(in: options.language),
                ]
            }
        ).joined(separator: "\n")
    }

    private func dates(_ from: String?, _ until: String?) -> String {
        from == nil && until == nil ? "" : "\(from ?? "")–\(until ?? "")"
    }
}
