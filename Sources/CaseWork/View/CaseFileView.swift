public import Replication

/// One case, one file (一案一档): everything that was recorded about a case, in the order in which people tell it.
///
/// Withdrawn records are left out of the parts and kept in `withdrawn`.
public struct CaseFileView: Sendable {
    /// Somebody's part in the case.
    public struct Party: Sendable {
        public let party: RecordView
        /// Nil where the person's record is not held here.
        public let person: RecordView?
    }

    /// How one person felt at one visit.
    public struct Emotion: Sendable {
        public let record: RecordView
        public let person: Reference?
        public let personName: String
        /// The person's own number, 0–10, at the start and at the end; nil where it was not asked or declined.
        public let before: Int64?
        public let after: Int64?
    }

    /// A visit with the feelings recorded at it.
    public struct Visit: Sendable {
        public let record: RecordView
        /// When it began, else when it was planned, else when it was recorded; milliseconds since 1970.
        public let at: Int64
        public let emotions: [Emotion]
    }

    /// An agreement with what it promises.
    public struct Agreement: Sendable {
        public let record: RecordView
        /// By sequence number, then due date.
        public let milestones: [RecordView]
    }

    /// A planned follow-up with those that were done for it.
    public struct FollowUpPlan: Sendable {
        public let record: RecordView
        public let followUps: [RecordView]
    }

    /// How one person's own rating moved from visit to visit. Compares a person with the same person only.
    public struct DistressCurve: Sendable {
        public let person: RecordID?
        public let personName: String
        public let points: [Point]
    }

    /// The ratings of one visit.
    public struct Point: Sendable {
        /// Milliseconds since 1970.
        public let at: Int64
        public let visit: RecordKey
        public let before: Int64?
        public let after: Int64?
    }

    /// One dated event.
    public struct Event: Sendable {
        /// Milliseconds since 1970; midnight of Shanghai where only the day is known.
        public let at: Int64
        public let isDayOnly: Bool
        public let key: RecordKey
        /// The register that says what happened, for its label.
        public let register: RegisterNumber
        public let text: String
    }

    public let record: RecordView
    public let parties: [Party]
    /// By time.
    public let visits: [Visit]
    public let demands: [RecordView]
    public let agreements: [Agreement]
    /// Milestones whose agreement is not held here.
    public let otherMilestones: [RecordView]
    public let plans: [FollowUpPlan]
    /// Follow-ups that were not planned, or whose plan is not held here.
    public let otherFollowUps: [RecordView]
    /// Records of kinds that have no part of their own here; those of `documents`, `team` and the recorded steps are
    /// among them.
    public let others: [RecordView]
    /// Which steps the case went through, and how long each took.
    public let course: CaseCourse
    /// Which papers are here, and which are missing.
    public let documents: DocumentCatalogue
    /// Who works on it.
    public let team: CaseTeam
    public let withdrawn: [RecordView]
    public let distress: [DistressCurve]
    /// By time.
    public let timeline: [Event]
    /// Of all these records, the one that has come least far.
    public let custody: Custody
    /// Records with a disputed field.
    public let disputed: [RecordKey]
}
