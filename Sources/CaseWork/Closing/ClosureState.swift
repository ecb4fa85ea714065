public import CaseFile
import CaseStore
public import Replication

/// What of a case is open before it is closed, the procedure and the matter itself apart (程序终结、实质化解).
///
/// What records can tell is counted; whether the legal knot and the knot in the heart are undone, people say.
///
/// Source: DOMAIN.md section 1, nos. 14 and 45.
public struct ClosureState: Sendable {
    /// One of the things that a closing check asks about.
    public enum Item: String, Hashable, Sendable, CaseIterable {
        case legal, tasks, papers, milestones
        case followUps = "follow_ups"
        case emotional

        /// The register of `closure_check` that answers it.
        public var register: RegisterNumber {
            switch self {
            case .legal: ClosureCheckSchema.legal
            case .emotional: ClosureCheckSchema.emotional
            case .milestones: ClosureCheckSchema.milestones
            case .followUps: ClosureCheckSchema.followUps
            case .tasks: ClosureCheckSchema.tasks
            case .papers: ClosureCheckSchema.papers
            }
        }

        /// Whether it belongs to the procedure; the others belong to the matter itself.
        public var isProcedural: Bool { [.legal, .tasks, .papers].contains(self) }

        /// Whether only people can tell.
        public var isJudged: Bool { self == .legal || self == .emotional }
    }

    /// Something that is not done.
    public struct Open: Hashable, Sendable {
        /// The record that tells it; nil for a paper that nobody recorded.
        public let record: RecordKey?
        public let text: Label
        /// When it was or is due.
        public let due: CivilDate?
    }

    /// What is open of each item, in the order of `Item.allCases`.
    public let items: [(item: Item, open: [Open])]
    /// The procedural end as it was recorded; nil while there is none.
    public let proceduralEnd: CivilDate?
    public let substantiveEnd: CivilDate?
    /// The checks that were recorded, the newest first.
    public let checks: [RecordView]

    /// How much of the procedure is open, as far as records tell.
    public var proceduralCount: Int { items.filter { $0.item.isProcedural }.reduce(0) { $0 + $1.open.count } }
    /// How much of the matter itself is open, as far as records tell.
    public var substantiveCount: Int { items.filter { !$0.item.isProcedural }.reduce(0) { $0 + $1.open.count } }

    /// What is open of one item.
    public func open(_ item: Item) -> [Open] { items.first { $0.item == item }?.open ?? [] }
}

extension CaseReading {
    /// What is open in a case. Throws `CaseWorkError.recordNotFound`.
    public func closure(of key: RecordKey) throws -> ClosureState {
        let file = try caseFile(key)
        let checks = file.others.filter { $0.key.kind == ClosureCheckSchema.recordKind }.sorted {
            ($0.shown(ClosureCheckSchema.on).date?.daysSince1970 ?? 0, $0.key)
                > ($1.shown(ClosureCheckSchema.on).date?.daysSince1970 ?? 0, $1.key)
        }
        return ClosureState(
            items: ClosureState.Item.allCases.map { ($0, open($0, in: file)) },
            proceduralEnd: file.record.shown(CaseSchema.proceduralEnd)[member: CaseSchema.ProceduralEnd.on].date,
            substantiveEnd: file.record.shown(CaseSchema.substantiveEnd)[member: CaseSchema.SubstantiveEnd.on].date,
            checks: checks)
    }

    private func open(_ item: ClosureState.Item, in file: CaseFileView) -> [ClosureState.Open] {
        func words(_ record: RecordView, _ register: RegisterNumber) -> Label {
            Label.verbatim(record.shown(register).plainText ?? "")
        }
        switch item {
        case .legal: return legal(file)
        case .tasks:
            return file.others.filter { $0.key.kind == TaskSchema.recordKind && $0.shown(TaskSchema.closed) == .none }
                .map {
                    ClosureState.Open(
                        record: $0.key, text: words($0, TaskSchema.text),
                        due: $0.shown(TaskSchema.due)[member: Due.date].date)
                }
        case .papers:
            return file.documents.slots.filter { $0.isRequired && $0.state != .present && $0.state != .notNeeded }.map {
                let label = catalog.codeTable(.documentSlot)?.code($0.code)?.label ?? .verbatim($0.code)
                let state = $0.state.label
                return ClosureState.Open(
                    record: $0.papers.first?.key,
                    text: Label("\(label.zhHans)：\(state.zhHans)", "\(label.en): \(state.en)"), due: nil)
            }
        case .milestones:
            return (file.agreements.flatMap(\.milestones) + file.otherMilestones).filter { milestone in
                let status = milestone.shown(MilestoneSchema.performance)[member: MilestoneSchema.Performance.status]
                // What was changed by agreement stands with its new day.
                return status != .code("performed")
            }.map {
                ClosureState.Open(
                    record: $0.key, text: words($0, MilestoneSchema.what),
                    due: $0.shown(MilestoneSchema.due)[member: Due.date].date)
            }
        case .followUps:
            return file.plans.filter(\.followUps.isEmpty).map { plan in
                let level = plan.record.shown(FollowUpPlanSchema.level).plainText ?? ""
                let label = catalog.codeTable(.followUpLevel)?.code(level)?.label ?? .verbatim(level)
                return ClosureState.Open(
                    record: plan.record.key, text: Label("\(label.zhHans)回访", "follow-up, \(label.en)"),
                    due: plan.record.shown(FollowUpPlanSchema.due)[member: Due.date].date)
            }
        case .emotional: return emotional(file)
        }
    }

    /// Demands about which nothing was decided, and agreements that nobody signed.
    private func legal(_ file: CaseFileView) -> [ClosureState.Open] {
        let demands = file.demands.filter {
            let verdict = $0.shown(DemandSchema.verdict)[member: DemandSchema.Verdict.code].plainText
            return verdict == nil || verdict == "pending"
        }.map {
            let text = String(($0.shown(DemandSchema.text).plainText ?? "").prefix(40))
            return ClosureState.Open(
                record: $0.key, text: Label("诉求没有结论：\(text)", "no verdict on a demand: \(text)"), due: nil)
        }
        let agreements = file.agreements.filter {
            // What was agreed by word of mouth is in force without a signature.
            $0.record.shown(AgreementSchema.signers) == .none && $0.record.shown(AgreementSchema.kind) != .code("oral")
        }.map {
            let name = name(ofAgreement: $0.record)
            return ClosureState.Open(
                record: $0.record.key, text: Label("\(name.zhHans)没有登记签署人", "\(name.en): no signers recorded"), due: nil
            )
        }
        return demands + agreements
    }

    /// Its kind with its day, else its number: a case may have several.
    private func name(ofAgreement agreement: RecordView) -> Label {
        let code = agreement.shown(AgreementSchema.kind).plainText ?? ""
        let kind = catalog.codeTable(.agreementKind)?.code(code)?.label ?? Label("协议", "Agreement")
        guard
            let which = agreement.shown(AgreementSchema.effectiveDate).plainText
                ?? agreement.shown(AgreementSchema.number).plainText
        else { return kind }
        return Label("\(kind.zhHans)（\(which)）", "\(kind.en) (\(which))")
    }

    /// Parties whom nobody asked how they feel, by the records; how they feel is not judged here.
    private func emotional(_ file: CaseFileView) -> [ClosureState.Open] {
        let asked = file.visits.flatMap(\.emotions).compactMap { $0.person?.id }
        return file.parties.filter { party in
            guard let person = party.person else { return false }
            let isDead =
                person.shown(PersonSchema.lifeStatus)[member: PersonSchema.LifeStatus.deceased] == .boolean(true)
            return !isDead && !asked.contains(person.key.id)
        }.map { party in
            let name = party.person?.shown(PersonSchema.name).plainText ?? ""
            return ClosureState.Open(
                record: party.person?.key,
                text: Label("没有问过\(name)心里怎么样", "nobody has asked \(name) how they feel"), due: nil)
        }
    }
}
