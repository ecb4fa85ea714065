import CaseFile
import CaseStore
public import Replication

/// What several sides bring to the solution of a case, against what it needs (多方筹措、凑齐资金). Amounts are in 分.
///
/// Source: DOMAIN.md section 1, no. 29.
public struct CaseFunding: Sendable {
    /// What one side provides.
    public struct Item: Sendable {
        public let record: RecordView
        /// What was promised; nil for help that is no money.
        public let promised: Int64?
        /// What came; nil while nothing has. Where only the day was written down, all that was promised.
        public let received: Int64?
        public let due: CivilDate?
        public let isDelivered: Bool
    }

    /// Where the need was taken from.
    public enum Basis: String, Hashable, Sendable {
        case agreements
        case demands
    }

    /// Those that are due first stand first.
    public let items: [Item]
    /// Nil where neither an agreement nor a demand names an amount.
    public let need: Int64?
    public let basis: Basis?
    public let promised: Int64
    public let received: Int64

    /// What nobody has promised yet; 0 where more is promised than needed.
    public var unpromised: Int64? { need.map { max($0 - promised, 0) } }
    /// What has not come yet.
    public var outstanding: Int64? { need.map { max($0 - received, 0) } }

    init(contributions: [RecordView], agreements: [RecordView], demands: [RecordView]) {
        items = contributions.map(Item.init).sorted {
            ($0.due?.daysSince1970 ?? .max, $0.record.key) < ($1.due?.daysSince1970 ?? .max, $1.record.key)
        }
        promised = Self.sum(items.compactMap(\.promised))
        received = Self.sum(items.compactMap(\.received))
        if let total = Self.total(of: agreements) {
            (need, basis) = (total, .agreements)
        } else {
            let asked = demands.filter {
                $0.shown(DemandSchema.verdict)[member: DemandSchema.Verdict.code] != .code("impossible")
            }.compactMap { $0.shown(DemandSchema.amount).cents }
            (need, basis) = asked.isEmpty ? (nil, nil) : (Self.sum(asked), .demands)
        }
    }

    /// What the mediation agreements promise together. A court's confirmation or an agreement to end petitioning says the
    /// same amount once more: they count only where no other names one, and then the largest.
    private static func total(of agreements: [RecordView]) -> Int64? {
        func totals(_ isMeant: (Value) -> Bool) -> [Int64] {
            agreements.filter { isMeant($0.shown(AgreementSchema.kind)) }
                .compactMap { $0.shown(AgreementSchema.totalAmount).cents }
        }
        let repeating: [Value] = [.code("end_of_petition"), .code("court_confirmed")]
        let own = totals { !repeating.contains($0) }
        return own.isEmpty ? totals { repeating.contains($0) }.max() : sum(own)
    }

    /// The sum, or the largest number there is: another program's amounts may be of any size.
    private static func sum(_ amounts: [Int64]) -> Int64 {
        amounts.reduce(0) { sum, amount in
            let (next, overflow) = sum.addingReportingOverflow(max(amount, 0))
            return overflow ? .max : next
        }
    }
}

extension CaseFunding.Item {
    fileprivate init(_ record: RecordView) {
        self.record = record
        promised = record.shown(ContributionSchema.amount).cents
        let delivered = record.shown(ContributionSchema.delivered)
        isDelivered = delivered != .none
        received = isDelivered ? delivered[member: ContributionSchema.Delivered.amount].cents ?? promised : nil
        due = record.shown(ContributionSchema.due)[member: Due.date].date
    }
}

extension Value {
    /// An amount in 分; nil for anything else.
    fileprivate var cents: Int64? {
        if case .integer(let cents) = self { cents } else { nil }
    }
}

extension CaseReading {
    /// What several sides bring to a case, against what it needs.
    public func funding(ofCase key: RecordKey) throws -> CaseFunding {
        func children(_ kind: RecordKind) throws -> [RecordView] {
            try queries.children(of: key, kind: kind).map { try record($0) }
        }
        return CaseFunding(
            contributions: try children(ContributionSchema.recordKind),
            agreements: try children(AgreementSchema.recordKind), demands: try children(DemandSchema.recordKind))
    }
}
