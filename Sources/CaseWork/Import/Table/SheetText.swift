import CaseFile
import Foundation

/// How the cells of a table are read: as people write them.
enum SheetText {
    /// A cell without what a spreadsheet or a typist put around it.
    static func cell(_ text: String) -> String {
        CSVTable.plain(text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\u{200B}", with: ""))
    }

    /// A heading by which columns are compared: without white space, signs of width and case, and a colon at its end.
    static func heading(_ text: String) -> String {
        let plain = FullWidth.halved(text).lowercased().filter { !$0.isWhitespace }
        return plain.hasSuffix(":") ? String(plain.dropLast()) : plain
    }

    /// The first words of rows that sum up others.
    private static let totals = ["合计", "总计", "小计", "累计", "共计"]

    /// Whether a row whose first cell says this sums up others.
    static func isTotal(_ text: String) -> Bool {
        let plain = heading(text)
        return totals.contains { plain.hasPrefix($0) || plain.hasSuffix($0) }
    }

    /// What stands below a table before a colon.
    private static let signatures = [
        "填报人", "填表人", "填报单位", "填报日期", "制表人", "制表日期", "签发人", "审核人", "审批人", "负责人", "单位负责人", "主要领导", "说明", "注", "备注",
    ]

    /// Whether a cell signs or explains the table.
    static func isSignature(_ text: String) -> Bool {
        let parts = FullWidth.halved(text).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && signatures.contains(heading(String(parts[0])))
    }
}
