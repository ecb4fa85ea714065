import ArgumentParser
import CaseFile
import Node
import Replication

/// `--instalments COUNT|PAYER|PAYEE|FIRST-DUE`: the total of an agreement in equal monthly milestones.
///
/// Counted in 分, so that the sum is the total to the last 分: what does not divide is spread over the first ones. Each
/// due date is counted from the first and not from the one before: after 31 January comes the end of February, and then
/// 31 March.
struct InstalmentArgument {
    private static let allowed = 2...120

    private let count: Int
    private let payer: String
    private let payee: String
    private let first: CivilDate

    /// Throws `ValidationError` for anything else.
    init(_ text: String) throws {
        let parts = FieldArguments.parts(text)
        guard parts.count == 4, let count = parts[0].flatMap({ Int($0) }), let payer = parts[1], let payee = parts[2],
            let due = parts[3]
        else {
            throw ValidationError(
                "--instalments “\(text)”：请写成 期数|付款人|收款人|第一期期限，如 3|刘某某|邹某某|2026-06-30；"
                    + "write COUNT|PAYER|PAYEE|FIRST-DUE")
        }
        guard Self.allowed.contains(count) else {
            throw ValidationError(
                "--instalments “\(count)”：期数须为 \(Self.allowed.lowerBound)–\(Self.allowed.upperBound)；"
                    + "between \(Self.allowed.lowerBound) and \(Self.allowed.upperBound) instalments")
        }
        guard case .date(let first)? = try? Catalog.current.value(from: due, as: .date) else {
            throw ValidationError("--instalments “\(due)”：不是日期，请写成 2026-06-30；no date, write 2026-06-30")
        }
        (self.count, self.payer, self.payee, self.first) = (count, payer, payee, first)
    }

    /// The fields of each milestone; `total` is as typed. Throws `ValidationError` where it cannot be divided so.
    func milestones(of total: String, case caseFile: String, agreement: String, after sequence: Int) throws
        -> [[TypedField]]
    {
        guard case .integer(let cents)? = try? Catalog.current.value(from: total, as: .money), cents >= Int64(count)
        else {
            throw ValidationError(
                "--amount “\(total)”：分 \(count) 期须有能分开的金额（元），如 20万；an amount in yuan that \(count) can share")
        }
        let (share, rest) = cents.quotientAndRemainder(dividingBy: Int64(count))
        return try (0..<count).map { index in
            guard let due = first.adding(months: index) else {
                throw ValidationError("--instalments “\(first)”：期限超出日历；the dates leave the calendar")
            }
            let amount = share + (Int64(index) < rest ? 1 : 0)
            var list = FieldList()
            list.add("agreement", agreement)
            list.add("case", caseFile)
            list.add("sequence", "\(sequence + index + 1)")
            list.add("what", "第\(index + 1)期付款，共\(count)期")
            list.add("payment", group: [("amount", Self.yuan(amount)), ("payer", payer), ("payee", payee)])
            list.add("due", group: [("date", due.description)])
            return list.fields
        }
    }

    private static func yuan(_ cents: Int64) -> String {
        let rest = cents % 100
        return "\(cents / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
