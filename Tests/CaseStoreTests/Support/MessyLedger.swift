import CaseWork
import Foundation
import SeedTestKit
import Workbook

/// A ledger as several people kept it for years: days written seven ways, digits of both widths, heads printed again, sums after
/// each month, cells left empty, several people in one cell or in rows below, amounts in 元 and 万元.
///
/// The same seed writes the same ledger, as CSV and as a workbook.
struct MessyLedger {
    /// Cases that the ledger tells of.
    let cases: Int
    private(set) var rows: [[String]] = []
    /// Rows that tell of none: heads, sums, signatures.
    private(set) var others = 0
    private(set) var people = 0
    /// 分 of all cases together.
    private(set) var amount: Int64 = 0

    private static let head = [
        "序号", "村(社区)", "受理日期", "来源", "当事人", "身份证号", "联系电话", "对方当事人及联系方式", "纠纷简要情况", "涉及金额(元)", "是否化解", "化解日期", "备注",
    ]

    init(cases: Int, seed: UInt64) {
        self.cases = cases
        var random = SeededStream(seed: seed)
        rows.append(["石仓村矛盾纠纷排查化解台账"])
        rows.append(["单位：石仓村", "", "", "", "", "", "", "", "", "", "", "", "（2019—2026年）"])
        rows.append(MessyLedger.head)
        for number in 1...cases {
            add(number, &random)
            if number.isMultiple(of: 30) {
                rows.append(["合 计", "", "", "", "", "", "", "", "", "\(number)", "", "", ""])
                rows.append(MessyLedger.head)
                rows.append([])
                others += 2
            }
        }
        rows.append(["填报人：张三", "", "", "", "签发人：李四"])
        others += 1
    }

    private mutating func add(_ number: Int, _ random: inout SeededStream) {
        let day = MessyLedger.day(
            2019 + number % 7, 1 + number % 12, 1 + number % 28, form: Int.random(in: 0...6, using: &random))
        let name = MessyLedger.name(number, &random)
        var names = [name]
        if Int.random(in: 0..<6, using: &random) == 0 { names.append(MessyLedger.name(number + 1, &random)) }
        let isWide = Bool.random(using: &random)
        func digits(_ text: String) -> String { isWide ? MessyLedger.wide(text) : text }
        let identity = names.count == 1 && Bool.random(using: &random) ? MessyLedger.identity(number) : ""
        let phone = Bool.random(using: &random) ? "138" + String(format: "%08d", number) : ""
        let yuan = Int64(Int.random(in: 1...400, using: &random)) * 100
        let isInTenThousands = Bool.random(using: &random)
        amount += yuan * 100
        let written = isInTenThousands ? "\(yuan / 10_000).\(String(format: "%04d", yuan % 10_000))万" : "\(yuan)"
        let isResolved = number.isMultiple(of: 3)
        let opponent =
            Int.random(in: 0..<3, using: &random) == 0
            ? "刘某\(MessyLedger.numeral(number)) 139\(String(format: "%08d", number))" : ""
        people += names.count + (opponent.isEmpty ? 0 : 1)
        rows.append([
            digits("\(number)"), ["石仓村", "石仓", " 石仓村委会 "][number % 3], day, ["入户听诉", "来访", "网格排查", ""][number % 4],
            names.joined(separator: ["、", "\n", "；"][number % 3]), identity, names.count == 1 ? digits(phone) : "",
            opponent,
            "第\(MessyLedger.numeral(number))件：两家为地界争执。多次调解\(isWide ? "\n未果" : "")", digits(written),
            isResolved ? ["是", "已化解"][number % 2] : ["否", "化解中", ""][number % 3],
            isResolved ? MessyLedger.day(2026, 1 + number % 8, 1 + number % 28, form: number % 7) : "",
            ["", "多次上访", "12345转办"][number % 3],
        ])
        if Int.random(in: 0..<12, using: &random) == 0 {
            rows.append(["", "", "", "", MessyLedger.name(number + 2, &random), "", "", "", "", "", "", "", ""])
            people += 1
        }
    }

    private static let families = ["邹", "王", "李", "何", "刘", "欧阳"]
    private static let givenNames = ["大山", "秀英", "建国", "芳"]

    private static func name(_ number: Int, _ random: inout SeededStream) -> String {
        let family = families[number % 6]
        let given = number % 5 == 0 ? givenNames[number % 4] + numeral(number) : givenNames[number % 4]
        return Bool.random(using: &random) ? family + given : family + "　" + given
    }

    /// A number without digits, so that no two cases have the same words.
    private static func numeral(_ number: Int) -> String {
        let signs = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        return "\(number)".compactMap { $0.wholeNumberValue.map { signs[$0] } }.joined()
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int, form: Int) -> String {
        let two = String(format: "%02d-%02d", month, day)
        return switch form {
        case 0: "\(year)-\(two)"
        case 1: "\(year)/\(month)/\(day)"
        case 2: "\(year).\(month).\(day)"
        case 3: "\(year)年\(month)月\(day)日"
        case 4: "\(year)\(two.filter { $0 != "-" })"
        case 5: wide("\(year)-\(two)")
        default: "\(year)-\(two) 00:00:00"
        }
    }

    private static func wide(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                }))
    }

    /// A number with its check digit (GB 11643-1999).
    private static func identity(_ number: Int) -> String {
        let birth = String(format: "%02d%02d%02d", 50 + number % 50, 1 + number % 12, 1 + number % 28)
        let base = "36082519" + birth + String(format: "%03d", number % 1000)
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        var sum = 0
        for (digit, weight) in zip(base, weights) { sum += (digit.wholeNumberValue ?? 0) * weight }
        return base + ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
    }

    /// As a spreadsheet in China saves it.
    func csv() throws -> Data {
        let text = rows.map { row in
            let cells = row + Array(repeating: "", count: max(0, MessyLedger.head.count - row.count))
            return cells.map { cell in
                cell.contains { ",\"\n".contains($0) }
                    ? "\"\(cell.replacingOccurrences(of: "\"", with: "\"\""))\"" : cell
            }.joined(separator: ",")
        }
        return try GB18030.bytes(of: text.joined(separator: "\r\n"))
    }

    func workbook() throws -> Data {
        let sheet = WorkbookSheet(
            name: "台账", columns: [],
            rows: rows.map { row in WorkbookSheet.Row(row.map { $0.isEmpty ? .empty : .text($0) }) })
        return try WorkbookWriter.bytes(of: [sheet], title: "台账", madeAt: 0)
    }
}
