package import CaseFile
import CaseStore
package import Replication

/// Gives records the names by which people know them, whatever holds the records: a store, or a file that was handed out.
package struct RecordNames {
    private let catalog: Catalog
    private let directory: DirectoryView
    /// Whether what is not a person is told from its namesakes by the end of its id, for who types ids.
    package var showsIDs = true
    /// The record with this key; nil where it is not held.
    private let view: (RecordKey) throws -> RecordView?

    package init(
        catalog: Catalog, directory: DirectoryView, view: @escaping (RecordKey) throws -> RecordView?
    ) {
        self.catalog = catalog
        self.directory = directory
        self.view = view
    }

    /// The last eight digits: ids are time-ordered, and only their ends tell the records of one day apart.
    package static func short(_ id: RecordID) -> String { String(id.description.suffix(8)) }

    /// What people call a record; nil where it is not held here or has no such words.
    package func title(of key: RecordKey) throws -> Label? {
        guard let view = try view(key) else { return nil }
        switch key.kind {
        case CaseSchema.recordKind: return words(view, CaseSchema.title)
        case PersonSchema.recordKind: return words(view, PersonSchema.name)
        case HouseholdSchema.recordKind: return words(view, HouseholdSchema.address)
        case MilestoneSchema.recordKind: return words(view, MilestoneSchema.what)
        case DemandSchema.recordKind: return words(view, DemandSchema.text)
        case VisitSchema.recordKind: return day(of: view)
        case FollowUpSchema.recordKind: return words(view, FollowUpSchema.doneOn)
        case DayReturnSchema.recordKind: return words(view, DayReturnSchema.date)
        case AgreementSchema.recordKind:
            return words(view, AgreementSchema.number) ?? words(view, AgreementSchema.kind)
        case FollowUpPlanSchema.recordKind:
            return view.shown(FollowUpPlanSchema.due)[member: Due.date].date.map { Label("\($0)", "\($0)") }
        case EmotionSchema.recordKind: return try person(view, EmotionSchema.person)
        case CasePartySchema.recordKind: return try person(view, CasePartySchema.person)
        default: return try called(view)
        }
    }

    /// What a record of the work on a case is called by: the first of these fields that somebody filled.
    private func called(_ view: RecordView) throws -> Label? {
        for register in RecordNames.registers[view.key.kind] ?? [] {
            let value = view.shown(register)
            if value == .none { continue }
            let text = try text(of: value, register, in: view.key)
            return Label(RecordNames.cut(text.zhHans), RecordNames.cut(text.en))
        }
        return nil
    }

    // Looked up by kind; never iterated.
    private static let registers: [RecordKind: [RegisterNumber]] = [
        CampaignSchema.recordKind: [CampaignSchema.name],
        CaseStepSchema.recordKind: [CaseStepSchema.stage, CaseStepSchema.backlogStage],
        HandoverSchema.recordKind: [HandoverSchema.to],
        TeamMemberSchema.recordKind: [TeamMemberSchema.member],
        ConsultationSchema.recordKind: [ConsultationSchema.question],
        OpinionSchema.recordKind: [OpinionSchema.aspect],
        MeetingSchema.recordKind: [MeetingSchema.kind],
        MeetingSeriesSchema.recordKind: [MeetingSeriesSchema.kind],
        TaskSchema.recordKind: [TaskSchema.text],
        TaskReplySchema.recordKind: [TaskReplySchema.by],
        PeriodSchema.recordKind: [PeriodSchema.rule],
        OfferSchema.recordKind: [OfferSchema.side],
        ObstacleSchema.recordKind: [ObstacleSchema.text],
        ContributionSchema.recordKind: [ContributionSchema.what],
        FamilyStepSchema.recordKind: [FamilyStepSchema.what],
        DocumentSchema.recordKind: [DocumentSchema.title, DocumentSchema.slot],
        SupervisionSchema.recordKind: [SupervisionSchema.issuer],
        ClosureCheckSchema.recordKind: [ClosureCheckSchema.on],
        ReviewSchema.recordKind: [ReviewSchema.on],
        LibraryCaseSchema.recordKind: [LibraryCaseSchema.title],
        PolicyToolSchema.recordKind: [PolicyToolSchema.title],
        NetworkMemberSchema.recordKind: [NetworkMemberSchema.name],
    ]

    /// The text of a value with the names of records and people in place of their ids.
    package func text(of value: Value, _ register: RegisterNumber, in key: RecordKey) throws -> Label {
        let kind = catalog.kind(key.kind)
        func text(_ language: Language) throws -> String {
            let writer = ValueText(
                catalog: catalog, scopeClass: kind?.scopeClass ?? .village, language: language,
                name: { try name(of: $0, from: key) })
            return try writer.text(value, as: kind?.register(register)?.type)
        }
        return Label(try text(.zhHans), try text(.en))
    }

    private func name(of reference: Reference, from key: RecordKey) throws -> Label? {
        switch reference.kind {
        case DirectorySchema.userKind: return directory.user(reference.id).map { Label($0.name, $0.name) }
        case DirectorySchema.areaKind: return directory.area(reference.id).map { Label($0.name, $0.name) }
        case DirectorySchema.deviceKind:
            return directory.device(reference.id).map { Label($0.name, $0.name) }
        case OrganisationSchema.recordKind:
            return directory.organisations.first { $0.id == reference.id }.map { Label($0.name, $0.name) }
        case CampaignSchema.recordKind:
            return directory.campaigns.first { $0.id == reference.id }.map { Label($0.name, $0.name) }
        default:
            let target = RecordKey(scope: reference.scope ?? key.scope, kind: reference.kind, id: reference.id)
            guard let title = try title(of: target), !title.zhHans.isEmpty else { return nil }
            // People are known by name; of everything else there may be several of one name.
            if reference.kind == PersonSchema.recordKind || !showsIDs { return title }
            let short = RecordNames.short(reference.id)
            return Label("\(title.zhHans)（\(short)）", "\(title.en) (\(short))")
        }
    }

    private func words(_ view: RecordView, _ register: RegisterNumber) -> Label? {
        let value = view.shown(register)
        if value == .none { return nil }
        func text(_ language: Language) -> String {
            RecordNames.cut(catalog.text(for: value, of: register, in: view.key.kind, language: language))
        }
        return Label(text(.zhHans), text(.en))
    }

    private static func cut(_ text: String) -> String {
        text.count > titleMax ? text.prefix(titleMax) + "…" : text
    }

    /// Characters of a title; a demand is a whole page, and its beginning tells it apart.
    private static var titleMax: Int { 24 }

    private func day(of visit: RecordView) -> Label? {
        for register in [VisitSchema.started, VisitSchema.planned] {
            if case .instant(let instant) = visit.shown(register), let time = ShanghaiTime(instant: instant) {
                return Label("\(time.date)", "\(time.date)")
            }
        }
        return nil
    }

    private func person(_ view: RecordView, _ register: RegisterNumber) throws -> Label? {
        let references = view.shown(register).references
        return try references.first.flatMap { try name(of: $0, from: view.key) }
    }
}
