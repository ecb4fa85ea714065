import CaseFile
import CaseStore
import CaseWork
import Replication

/// 多方筹措: who provides what for a case, and the sums against what it needs.
struct CaseFundingLines: Sendable {
    /// What one side provides.
    struct Item: Sendable {
        let fundHref: String
        let fundText: String
        let fundDetails: String
        let fundStateName: String
        let fundState: String
    }

    /// One sum.
    struct Sum: Sendable {
        let sumLabel: String
        let sumText: String
    }

    let funds: [Item]
    let hasFunds: Bool
    let moreFunds: String?
    /// Nothing is summed up where nobody provides anything.
    let sums: [Sum]
    let needHint: String?
    /// The form for one more; nil to who may not write the case.
    let addFundHref: String?

    /// More sides than come together for one case.
    private static let itemsMax = 12

    init(_ key: RecordKey, isWritable: Bool, _ values: ShownValues) throws {
        let words = values.words
        let funding = try values.access.reading.funding(ofCase: key)
        func yuan(_ cents: Int64) -> String {
            values.access.catalog.text(for: .integer(cents), as: .money, in: words.language)
        }
        funds = try funding.items.prefix(Self.itemsMax).map { item in
            let state = item.isDelivered ? "received" : "promised"
            let amount = item.isDelivered ? item.received : item.promised
            return Item(
                fundHref: PagePath.record(item.record.key),
                fundText: values.line([
                    try values.text(ContributionSchema.provider, of: item.record),
                    Excerpt.text(try values.text(ContributionSchema.what, of: item.record) ?? "—"),
                ]),
                fundDetails: values.line([
                    item.promised.map { words.text("funding.promised_of", ["amount": yuan($0)]) },
                    item.isDelivered ? nil : item.due.map { words.text("funding.due", ["day": "\($0)"]) },
                ]), fundStateName: item.isDelivered ? "present" : "missing",
                fundState: amount.map { words.text("funding.\(state)_amount", ["amount": yuan($0)]) }
                    ?? words.text("funding.\(state)_help"))
        }
        hasFunds = !funds.isEmpty
        let rest = funding.items.count - funds.count
        moreFunds = rest > 0 ? words.text("case_page.more", ["count": "\(rest)"]) : nil
        let all: [(String, Int64?)] = [
            ("need", funding.need), ("promised", funding.promised), ("received", funding.received),
            ("unpromised", funding.unpromised), ("outstanding", funding.outstanding),
        ]
        sums =
            hasFunds
            ? all.compactMap { name, cents in
                cents.map { Sum(sumLabel: words.text("funding.sum.\(name)"), sumText: yuan($0)) }
            } : []
        needHint = hasFunds ? words.text("funding.basis.\(funding.basis?.rawValue ?? "none")") : nil
        addFundHref = isWritable ? NewRecordPage.path(key, ContributionSchema.recordKind) : nil
    }
}
