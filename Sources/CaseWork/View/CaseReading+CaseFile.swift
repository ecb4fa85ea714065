import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseReading {
    /// Everything recorded about a case. Throws `CaseWorkError.recordNotFound`.
    public func caseFile(_ key: RecordKey) throws -> CaseFileView {
        let custody = try CustodyLevels(of: key.scope, isCenter: isCenter, transaction)
        let root = try record(key, custody: custody)
        let parts = try CaseParts(of: key, custody: custody, in: self)
        var names: [RecordKey: String] = [:]
        let emotions = Dictionary(
            grouping: try queries.grandchildren(
                of: key, through: VisitSchema.recordKind, kind: EmotionSchema.recordKind), by: \.parent)
        let visits = try parts.of(VisitSchema.recordKind).map { view in
            try visit(view, emotions[view.key]?.map(\.child) ?? [], custody, &names)
        }
        .sorted { ($0.at, $0.record.key) < ($1.at, $1.record.key) }
        let people = try parts.of(CasePartySchema.recordKind).map { party in
            CaseFileView.Party(party: party, person: try person(named: CasePartySchema.person, in: party, custody))
        }
        let agreements = parts.of(AgreementSchema.recordKind).map { agreement in
            CaseFileView.Agreement(
                record: agreement,
                milestones: parts.of(MilestoneSchema.recordKind, naming: agreement, in: MilestoneSchema.agreement)
                    .sorted { $0.milestoneOrder < $1.milestoneOrder })
        }
        let plans = parts.of(FollowUpPlanSchema.recordKind).map { plan in
            CaseFileView.FollowUpPlan(
                record: plan, followUps: parts.of(FollowUpSchema.recordKind, naming: plan, in: FollowUpSchema.plan))
        }
        let placed = Set(
            agreements.flatMap { $0.milestones.map(\.key) } + plans.flatMap { $0.followUps.map(\.key) })
        let all = [root] + parts.all + visits.flatMap { $0.emotions.map(\.record) } + people.compactMap(\.person)
        let events = all.flatMap { $0.isWithdrawn ? [] : $0.events }
        return CaseFileView(
            record: root, parties: people, visits: visits, demands: Array(parts.of(DemandSchema.recordKind)),
            agreements: agreements,
            otherMilestones: parts.of(MilestoneSchema.recordKind).filter { !placed.contains($0.key) }, plans: plans,
            otherFollowUps: parts.of(FollowUpSchema.recordKind).filter { !placed.contains($0.key) },
            others: parts.others,
            course: CaseCourse(
                records: Array(parts.of(CaseStepSchema.recordKind)), written: try stagesWritten(of: root)),
            documents: DocumentCatalogue(Array(parts.of(DocumentSchema.recordKind)), catalog: catalog),
            team: CaseTeam(
                members: Array(parts.of(TeamMemberSchema.recordKind)),
                handovers: Array(parts.of(HandoverSchema.recordKind))),
            withdrawn: parts.withdrawn, distress: distress(visits),
            timeline: events.sorted { ($0.at, $0.key, $0.register) < ($1.at, $1.key, $1.register) },
            custody: all.map(\.custody).min() ?? .here, disputed: all.filter(\.isDisputed).map(\.key))
    }

    /// `names` keeps the names that were looked up already: one person sits in at most of a case's visits.
    private func visit(
        _ record: RecordView, _ emotions: [RecordKey], _ custody: CustodyLevels,
        _ names: inout [RecordKey: String]
    ) throws -> CaseFileView.Visit {
        let emotions = try emotions.map {
            let emotion = try self.record($0, custody: custody)
            let person = emotion.shown(EmotionSchema.person).reference
            let key = person?.key(from: emotion.key)
            let name = try key.flatMap { names[$0] } ?? name(of: person, from: emotion.key)
            if let key { names[key] = name }
            return CaseFileView.Emotion(
                record: emotion, person: person, personName: name,
                before: emotion.score(EmotionSchema.selfBefore), after: emotion.score(EmotionSchema.selfAfter))
        }
        return CaseFileView.Visit(record: record, at: record.visitTime, emotions: emotions)
    }

    private func person(
        named register: RegisterNumber, in record: RecordView, _ custody: CustodyLevels
    ) throws -> RecordView? {
        guard let reference = record.shown(register).reference else { return nil }
        let key = reference.key(from: record.key)
        guard try transaction.state(of: key) != nil else { return nil }
        return try self.record(key, custody: custody)
    }

    /// The name of a person; the id's first digits where the record is not held here.
    func name(of person: Reference?, from record: RecordKey) throws -> String {
        guard let person else { return "" }
        let name = try merged(person.key(from: record))?.shown(PersonSchema.name).plainText
        return name ?? String(person.id.description.prefix(8))
    }

    private func distress(_ visits: [CaseFileView.Visit]) -> [CaseFileView.DistressCurve] {
        var people: [(id: RecordID?, name: String)] = []
        for emotion in visits.flatMap(\.emotions) where !people.contains(where: { $0.id == emotion.person?.id }) {
            people.append((emotion.person?.id, emotion.personName))
        }
        return people.compactMap { person in
            let points = visits.flatMap { visit in
                visit.emotions.filter { $0.person?.id == person.id && ($0.before != nil || $0.after != nil) }.map {
                    CaseFileView.Point(at: visit.at, visit: visit.record.key, before: $0.before, after: $0.after)
                }
            }
            if points.isEmpty { return nil }
            return CaseFileView.DistressCurve(person: person.id, personName: person.name, points: points)
        }
    }
}

/// The records that name a case, and those that name its visits and agreements.
struct CaseParts {
    /// Standing records by (kind, id).
    let all: [RecordView]
    let withdrawn: [RecordView]

    private static let kinds = [
        CasePartySchema.recordKind, VisitSchema.recordKind, EmotionSchema.recordKind, DemandSchema.recordKind,
        AgreementSchema.recordKind, MilestoneSchema.recordKind, FollowUpPlanSchema.recordKind,
        FollowUpSchema.recordKind,
    ]

    init(of key: RecordKey, custody: CustodyLevels, in reading: CaseReading<some ChangeCodec>) throws {
        var keys = try reading.queries.children(of: key, includingWithdrawn: true)
        for agreement in keys where agreement.kind == AgreementSchema.recordKind {
            keys += try reading.queries.children(
                of: agreement, kind: MilestoneSchema.recordKind, includingWithdrawn: true)
        }
        // Who looked at a number is no part of the file.
        keys.removeAll { $0.kind == NumberRevealSchema.recordKind }
        let views = try Array(Set(keys)).sorted().map { try reading.record($0, custody: custody) }
        all = views.filter { !$0.isWithdrawn }
        withdrawn = views.filter(\.isWithdrawn)
    }

    /// One stretch of `all`, which is sorted by kind.
    func of(_ kind: RecordKind) -> ArraySlice<RecordView> {
        let start = all.firstIndex { $0.key.kind == kind } ?? all.endIndex
        return all[start...].prefix { $0.key.kind == kind }
    }

    func of(_ kind: RecordKind, naming parent: RecordView, in register: RegisterNumber) -> [RecordView] {
        of(kind).filter { $0.shown(register).reference?.key(from: $0.key) == parent.key }
    }

    var others: [RecordView] { all.filter { !CaseParts.kinds.contains($0.key.kind) } }
}

extension Reference {
    /// The record that is meant, seen from the record that points.
    func key(from record: RecordKey) -> RecordKey { RecordKey(scope: scope ?? record.scope, kind: kind, id: id) }
}
