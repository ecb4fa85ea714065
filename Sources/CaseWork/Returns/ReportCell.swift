public import Replication

/// One cell of a return, with the records that its figure counts.
public struct ReportCell: Hashable, Sendable {
    /// What stands in it.
    public enum Value: Hashable, Sendable {
        case empty
        case text(String)
        /// How many records there are; `records` has exactly so many.
        case count(Int)
        /// A number that somebody recorded, or a sum of such.
        case integer(Int64)
        /// 分.
        case cents(Int64)
        case date(CivilDate)
        /// A part of a whole; nothing can be said where the whole is 0.
        case rate(part: Int, whole: Int)
    }

    public let value: Value
    /// Ids of the records that the figure was made from; empty where the row's records say it.
    public let records: [String]

    public init(_ value: Value, records: [String] = []) {
        self.value = value
        self.records = records
    }

    /// A text; an empty one is no text.
    static func text(_ text: String?) -> ReportCell {
        ReportCell(text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .empty)
    }

    static func date(_ date: CivilDate?) -> ReportCell { ReportCell(date.map { .date($0) } ?? .empty) }

    static func integer(_ number: Int64?) -> ReportCell { ReportCell(number.map { .integer($0) } ?? .empty) }

    static func cents(_ amount: Int64?) -> ReportCell { ReportCell(amount.map { .cents($0) } ?? .empty) }

    static func yes(_ isTrue: Bool) -> ReportCell { ReportCell(.text(isTrue ? "是" : "否")) }

    /// How many of these there are.
    static func count(of records: [String]) -> ReportCell { ReportCell(.count(records.count), records: records) }

    /// As a CSV file and a page show it: money in 元, a rate with one decimal, `—` where nothing can be said.
    public var text: String {
        switch value {
        case .empty: ""
        case .text(let text): text
        case .count(let count): "\(count)"
        case .integer(let number): "\(number)"
        case .cents(let cents): ReportCell.yuan(cents)
        case .date(let date): date.description
        case .rate(let part, let whole): ReportCell.percent(part, whole)
        }
    }

    /// 元 with two decimals.
    private static func yuan(_ cents: Int64) -> String {
        let (yuan, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(cents < 0 ? "-" : "")\(yuan).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Rounded half up to a tenth of a percent, in whole numbers.
    private static func percent(_ part: Int, _ whole: Int) -> String {
        guard whole > 0 else { return "—" }
        let tenths = (part * 2000 + whole) / (2 * whole)
        return "\(tenths / 10).\(tenths % 10)%"
    }
}

extension ReportCell: Codable {
    private enum CodingKeys: String, CodingKey {
        case text, count, integer, cents, date, rate, records
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        records = try container.decodeIfPresent([String].self, forKey: .records) ?? []
        if let text = try container.decodeIfPresent(String.self, forKey: .text) {
            value = .text(text)
        } else if let count = try container.decodeIfPresent(Int.self, forKey: .count) {
            value = .count(count)
        } else if let integer = try container.decodeIfPresent(Int64.self, forKey: .integer) {
            value = .integer(integer)
        } else if let cents = try container.decodeIfPresent(Int64.self, forKey: .cents) {
            value = .cents(cents)
        } else if let text = try container.decodeIfPresent(String.self, forKey: .date) {
            guard let date = CivilDate(text) else {
                throw DecodingError.dataCorruptedError(forKey: .date, in: container, debugDescription: "no date")
            }
            value = .date(date)
        } else if let rate = try container.decodeIfPresent([Int].self, forKey: .rate), rate.count == 2 {
            value = .rate(part: rate[0], whole: rate[1])
        } else {
            value = .empty
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch value {
        case .empty: break
        case .text(let text): try container.encode(text, forKey: .text)
        case .count(let count): try container.encode(count, forKey: .count)
        case .integer(let integer): try container.encode(integer, forKey: .integer)
        case .cents(let cents): try container.encode(cents, forKey: .cents)
        case .date(let date): try container.encode(date.description, forKey: .date)
        case .rate(let part, let whole): try container.encode([part, whole], forKey: .rate)
        }
        if !records.isEmpty { try container.encode(records, forKey: .records) }
    }
}
