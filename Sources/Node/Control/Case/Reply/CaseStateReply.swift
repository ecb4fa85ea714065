import CaseFile
import CaseStore
import CaseWork
import Replication

/// A policy that does not hold, and the demand or visit that rests on it.
public struct DoubtfulPolicyReply: Codable, Hashable, Sendable {
    public let record: RecordName
    public let policy: RecordName
    public let why: Wording
}

/// Where a case stands: through which steps it went and how long each took, who has it, which papers are missing.
public struct CaseStateReply: Codable, Hashable, Sendable {
    /// One stay in one step.
    public struct Step: Codable, Hashable, Sendable {
        /// A code of `case_stage` or `backlog_stage`.
        public let code: String
        public let label: Wording
        /// `2026-05-06`.
        public let from: String
        /// Nil for the step in which the case is.
        public let until: String?
        /// Until the next step, or until today; nil behind the end of a case.
        public let days: Int?
        /// The record that tells the day; nil where only the case's stage was written.
        public let record: String?
    }

    /// Somebody in the case team.
    public struct Member: Codable, Hashable, Sendable {
        public let record: String
        public let name: Wording
        public let role: Wording
        public let leads: Bool
        public let from: String?
        public let until: String?
        /// Whether they are in it today.
        public let isCurrent: Bool
    }

    /// One line of the catalogue of papers.
    public struct Slot: Codable, Hashable, Sendable {
        /// A code of `document_slot`.
        public let code: String
        public let label: Wording
        public let isRequired: Bool
        /// `present`, `not_needed`, `missing`, `unsaid` or `disputed`.
        public let state: String
        public let stateLabel: Wording
        public let papers: [RecordReply]
        /// Why it is missing or not needed.
        public let reasons: [String]
    }

    public let steps: [Step]
    /// The stages of a long-standing case; empty for another one.
    public let backlogSteps: [Step]
    public let team: [Member]
    public let handovers: [RecordReply]
    /// Ids of handovers that nobody has answered yet.
    public let openHandovers: [String]
    public let papers: [Slot]
    /// Required papers that are neither here nor said not to be needed.
    public let lackingPapers: Int
    /// Policies that its demands and visits rest on although they do not hold today.
    public let doubtfulPolicies: [DoubtfulPolicyReply]
}

extension RecordReplies {
    func state(of file: CaseFileView) throws -> CaseStateReply {
        let (catalog, today) = (access.catalog, access.today)
        func wording(_ code: String, in table: CodeTable.Name) -> Wording {
            let label = catalog.codeTable(table)?.code(code)?.label
            return label.map(Wording.init) ?? Wording(code, code)
        }
        func step(_ step: CaseCourse.Step, in table: CodeTable.Name) -> CaseStateReply.Step {
            CaseStateReply.Step(
                code: step.code, label: wording(step.code, in: table), from: "\(step.from)",
                until: step.until.map { "\($0)" }, days: today.flatMap { step.days(on: $0) },
                record: step.record?.id.description)
        }
        let current = today.map { file.team.members(on: $0).map(\.key) } ?? []
        let titles = RecordTitles(access)
        func text(_ register: RegisterNumber, of view: RecordView) throws -> Wording {
            Wording(try titles.text(of: view.shown(register), register, in: view.key))
        }
        return CaseStateReply(
            steps: file.course.steps.map { step($0, in: .caseStage) },
            backlogSteps: file.course.backlogSteps.map { step($0, in: .backlogStage) },
            team: try file.team.members.map { member in
                CaseStateReply.Member(
                    record: member.key.id.description, name: try text(TeamMemberSchema.member, of: member),
                    role: try text(TeamMemberSchema.role, of: member),
                    leads: member.shown(TeamMemberSchema.leads) == .boolean(true),
                    from: member.shown(TeamMemberSchema.from).date.map { "\($0)" },
                    until: member.shown(TeamMemberSchema.until).date.map { "\($0)" },
                    isCurrent: current.contains(member.key))
            }, handovers: try file.team.handovers.map(reply),
            openHandovers: file.team.openHandovers.map(\.key.id.description),
            papers: try file.documents.slots.map { slot in
                CaseStateReply.Slot(
                    code: slot.code, label: wording(slot.code, in: .documentSlot), isRequired: slot.isRequired,
                    state: slot.state.rawValue, stateLabel: Wording(slot.state.label),
                    papers: try slot.papers.map(reply),
                    reasons: slot.reasons)
            }, lackingPapers: file.documents.lackingCount,
            doubtfulPolicies: try today.map { try access.reading.doubtfulPolicies(ofCase: file.record.key, on: $0) }?
                .map {
                    DoubtfulPolicyReply(
                        record: try titles.name(of: $0.record), policy: try titles.name(of: $0.policy),
                        why: Wording($0.why))
                } ?? [])
    }
}
