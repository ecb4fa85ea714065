import CaseFile
import CaseStore
public import Replication

/// How much of the work began with cadres who went out (主动寻访), against all of it.
///
/// It tells a county whether people are still waited for. It is a statistic: it names nobody, and nobody is ranked by it.
///
/// Source: DOMAIN.md section 1, no. 2.
public struct Initiative: Hashable, Sendable {
    /// How many of so many.
    public struct Share: Hashable, Sendable {
        public let begun: Int
        public let all: Int

        /// Whole per cent, rounded; nil of nothing.
        public var percent: Int? { all == 0 ? nil : (begun * 200 + all) / (2 * all) }
    }

    public let cases: Share
    /// Visits that were made.
    public let visits: Share

    /// The sources of cases that cadres found: a listening visit (入户听诉), a grid worker's check (网格排查).
    static let sources = ["home_visit", "grid_check"]

    static func isBegun(case record: MergedRecord<some ChangeCodec>) -> Bool {
        sources.contains(record.shown(CaseSchema.source).plainText ?? "")
    }
}

extension CaseReading {
    /// Whether cadres began a visit: they did, unless it is about a case that others brought, and nobody had planned it.
    func isBegun(visit record: MergedRecord<Codec>) throws -> Bool {
        if !record.isEmpty(VisitSchema.planned) || !record.isEmpty(VisitSchema.campaign) { return true }
        guard let file = record.shown(VisitSchema.case).reference?.key(from: record.key) else { return true }
        return try merged(file).map { Initiative.isBegun(case: $0) } ?? false
    }

    /// The share of the cases that were received, and of the visits that were made, in a period.
    public func initiative(in period: ReportPeriod, _ scopes: [ScopeID]? = nil) throws -> Initiative {
        let cases = try queries.cases(in: scopes, limit: .max).compactMap { try merged($0.key) }.filter { record in
            guard case .instant(let at) = record.shown(CaseSchema.firstReceived, member: CaseSchema.FirstReceived.at)
            else { return false }
            return period.contains(ShanghaiTime(instant: at)?.date)
        }
        let visits = try queries.visitsMade(from: period.first, through: period.last, in: scopes).compactMap {
            try merged($0)
        }
        return Initiative(
            cases: Initiative.Share(begun: cases.count { Initiative.isBegun(case: $0) }, all: cases.count),
            visits: Initiative.Share(begun: try visits.count { try isBegun(visit: $0) }, all: visits.count))
    }
}

extension CaseAccess {
    /// The same of an area, by code, name or id, with all below it; nil is all that is held here. What only named readers may
    /// have is not counted, as in the returns. Throws `ReportError.areaNotHere`, and `CaseWorkError` for an unknown area.
    public func initiative(in period: ReportPeriod, area: String? = nil) throws -> Initiative {
        let top = try area.map { try directory.area(meantBy: $0) }
        let scopes = try ordinaryScopes(within: top?.id).map(\.number)
        if let top, scopes.isEmpty { throw ReportError.areaNotHere(top.name) }
        return try reading.initiative(in: period, scopes)
    }
}
