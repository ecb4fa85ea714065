import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// A campaign (专项行动) with what belongs to it: the visits that name it, the households that they went to, and the cases
/// that came of it.
///
/// Source: DOMAIN.md section 1, no. 1.
public struct CampaignView: Sendable {
    /// A visit of it.
    public struct Visit: Sendable {
        public let record: RecordView
        /// When it began, else when it is planned, else when it was recorded; milliseconds since 1970.
        public let at: Int64
        /// Where it went: the household that it names, else those of the people who were there.
        public let households: [RecordKey]
        /// Nil for a visit about no case.
        public let caseFile: RecordKey?
        public let isStillToBeMade: Bool
    }

    public let record: RecordView
    /// The earliest first.
    public let visits: [Visit]
    /// The cases that name it, by key.
    public let cases: [RecordView]
    /// Other cases that a visit of it was about, by key.
    public let visitedCases: [RecordKey]
    /// Households that somebody has been to, by key.
    public let households: [RecordKey]
    /// Who went, by name: how often is nobody's business here.
    public let visitors: [String]
    public let initiative: Initiative

    /// How many of its visits were made.
    public var madeCount: Int { visits.count { !$0.isStillToBeMade } }
}

extension CaseReading {
    /// The campaigns of the directory, those that began last first.
    public var campaigns: [DirectoryView.Campaign] {
        directory.campaigns.sorted { ($0.from?.daysSince1970 ?? 0, $0.id) > ($1.from?.daysSince1970 ?? 0, $1.id) }
    }

    /// A campaign with everything held here that belongs to it. Throws `CaseWorkError.recordNotFound`.
    public func campaign(_ id: RecordID) throws -> CampaignView {
        let key = RecordKey(scope: .directory, kind: CampaignSchema.recordKind, id: id)
        let view = try record(key)
        let visits = try queries.children(of: key, kind: VisitSchema.recordKind).map { try visit($0) }
            .sorted { ($0.at, $0.record.key) < ($1.at, $1.record.key) }
        let cases = try queries.living(queries.children(of: key, kind: CaseSchema.recordKind))
        let made = visits.filter { !$0.isStillToBeMade }
        let visited = Set(made.compactMap(\.caseFile)).subtracting(cases)
        let begun = (
            cases: try cases.compactMap { try merged($0) }, visits: try made.compactMap { try merged($0.record.key) }
        )
        return CampaignView(
            record: view, visits: visits, cases: try cases.map { try record($0) }, visitedCases: visited.sorted(),
            households: Set(made.flatMap(\.households)).sorted(),
            visitors: Set(made.flatMap { names(of: $0.record.shown(VisitSchema.visitors)) }).sorted(),
            initiative: Initiative(
                cases: Initiative.Share(
                    begun: begun.cases.count { Initiative.isBegun(case: $0) }, all: begun.cases.count),
                visits: Initiative.Share(
                    begun: try begun.visits.count { try isBegun(visit: $0) }, all: begun.visits.count)))
    }

    private func visit(_ key: RecordKey) throws -> CampaignView.Visit {
        let view = try record(key)
        let named = view.shown(VisitSchema.household).reference.map { [$0.key(from: key)] }
        return CampaignView.Visit(
            record: view, at: view.visitTime, households: try named ?? homes(of: view),
            caseFile: view.shown(VisitSchema.case).reference?.key(from: key), isStillToBeMade: view.isVisitToBeMade)
    }

    /// The households of those who were there.
    private func homes(of visit: RecordView) throws -> [RecordKey] {
        let homes = try visit.shown(VisitSchema.present).references.compactMap { person -> RecordKey? in
            let key = person.key(from: visit.key)
            guard person.kind == PersonSchema.recordKind, let item = try queries.personItem(key) else { return nil }
            return item.household.map { RecordKey(scope: key.scope, kind: HouseholdSchema.recordKind, id: $0) }
        }
        return Set(homes).sorted()
    }

    private func names(of visitors: Value) -> [String] {
        visitors.items.compactMap { visitor in
            visitor[member: UserOrName.user].reference.map { directory.name(ofUser: $0.id) }
                ?? visitor[member: UserOrName.name].plainText ?? visitor[member: UserOrName.organisation].plainText
        }
    }
}
