import CaseFile
import CaseWork
import Replication

/// A whole case file (一案一档).
public struct CaseFileReply: Codable, Hashable, Sendable {
    /// Somebody's part in the case.
    public struct Party: Codable, Hashable, Sendable {
        public let party: RecordReply
        /// Nil where the person's record is not held here.
        public let person: RecordReply?
    }

    /// How one person felt at a visit; the ratings are the person's own, 0–10.
    public struct Emotion: Codable, Hashable, Sendable {
        public let record: RecordReply
        public let personName: String
        public let before: Int64?
        public let after: Int64?
    }

    /// A visit with the feelings recorded at it.
    public struct Visit: Codable, Hashable, Sendable {
        public let record: RecordReply
        /// Milliseconds since 1970.
        public let at: Int64
        /// Whether it was planned and nobody has made it yet.
        public let isStillToBeMade: Bool
        public let emotions: [Emotion]
    }

    /// An agreement with what it promises.
    public struct Agreement: Codable, Hashable, Sendable {
        public let record: RecordReply
        public let milestones: [RecordReply]
    }

    /// A planned follow-up with those that were done for it.
    public struct Plan: Codable, Hashable, Sendable {
        public let record: RecordReply
        public let followUps: [RecordReply]
    }

    /// One person's own ratings from visit to visit.
    public struct Curve: Codable, Hashable, Sendable {
        /// One visit on the curve.
        public struct Point: Codable, Hashable, Sendable {
            public let at: Int64
            public let visit: String
            public let before: Int64?
            public let after: Int64?
        }

        public let person: String?
        public let personName: String
        public let points: [Point]
    }

    /// One dated event.
    public struct Event: Codable, Hashable, Sendable {
        public let at: Int64
        public let isDayOnly: Bool
        public let record: RecordName
        /// What of it happened.
        public let label: Wording
        public let text: String
        /// Who wrote it down first, and for whom somebody else typed.
        public let authorName: String
        public let enteredByName: String?
        /// When, milliseconds since 1970.
        public let recordedAt: Int64
        /// More than a day after it happened (补录).
        public let isLate: Bool
    }

    /// Where a case lives since it was handed over.
    public struct Moved: Codable, Hashable, Sendable {
        public let area: String
        /// `2026-11-27`.
        public let on: String
        public let by: String
        public let reason: String?
        /// Whether what is shown here is what was left behind.
        public let isAway: Bool
        /// `unknown`, `restricted` or `awaited` where it cannot live there, or does not yet; nil where it does.
        public let problem: String?
    }

    public let record: RecordReply
    /// Nil for a case that was never handed over.
    public let moved: Moved?
    public let parties: [Party]
    public let visits: [Visit]
    public let distress: [Curve]
    public let demands: [RecordReply]
    public let agreements: [Agreement]
    public let otherMilestones: [RecordReply]
    public let plans: [Plan]
    public let otherFollowUps: [RecordReply]
    public let others: [RecordReply]
    public let withdrawn: [RecordReply]
    /// By the time at which it happened.
    public let timeline: [Event]
    /// Where it stands.
    public let state: CaseStateReply
    /// Of all these records the one that has come least far.
    public let custody: String
    /// Records with a disputed field.
    public let disputed: [RecordName]
}

extension RecordReplies {
    /// The words of an event, with long numbers masked where the record has registers that are.
    private func shownText(of event: CaseFileView.Event) throws -> String {
        // What tells of nothing but a day is called by its record.
        guard !event.text.isEmpty else {
            return try RecordTitles(access).title(of: event.key)?.zhHans ?? ""
        }
        let masks = access.catalog.kind(event.key.kind)?.registers.contains { $0.sensitivity.masksNumbers } ?? true
        return masks && !reveals ? Masking.masked(event.text) : event.text
    }

    private func moved(_ file: RecordView) throws -> CaseFileReply.Moved? {
        try access.move(of: file).map {
            .init(
                area: $0.area, on: "\($0.on)", by: $0.by, reason: $0.reason, isAway: $0.isAway,
                problem: $0.problem?.rawValue)
        }
    }

    func reply(_ file: CaseFileView) throws -> CaseFileReply {
        let titles = RecordTitles(access)
        return CaseFileReply(
            record: try reply(file.record), moved: try moved(file.record),
            parties: try file.parties.map { .init(party: try reply($0.party), person: try $0.person.map(reply)) },
            visits: try file.visits.map { visit in
                .init(
                    record: try reply(visit.record), at: visit.at, isStillToBeMade: visit.record.isVisitToBeMade,
                    emotions: try visit.emotions.map {
                        .init(
                            record: try reply($0.record), personName: $0.personName, before: $0.before, after: $0.after)
                    })
            },
            distress: file.distress.map { curve in
                .init(
                    person: curve.person?.description, personName: curve.personName,
                    points: curve.points.map {
                        .init(at: $0.at, visit: $0.visit.id.description, before: $0.before, after: $0.after)
                    })
            },
            demands: try file.demands.map(reply),
            agreements: try file.agreements.map {
                .init(record: try reply($0.record), milestones: try $0.milestones.map(reply))
            },
            otherMilestones: try file.otherMilestones.map(reply),
            plans: try file.plans.map {
                .init(record: try reply($0.record), followUps: try $0.followUps.map(reply))
            },
            otherFollowUps: try file.otherFollowUps.map(reply), others: try file.others.map(reply),
            withdrawn: try file.withdrawn.map(reply),
            timeline: try file.timeline.compactMap { event in
                guard let teller = try access.reading.teller(of: event) else { return nil }
                return .init(
                    at: event.at, isDayOnly: event.isDayOnly, record: try titles.name(of: event.key),
                    label: Wording(access.catalog.label(of: event.register, in: event.key.kind)),
                    text: try shownText(of: event), authorName: access.directory.name(ofUser: teller.author),
                    enteredByName: teller.enteredBy.map { access.directory.name(ofUser: $0) },
                    recordedAt: teller.recordedAt, isLate: teller.isLate)
            }, state: try state(of: file), custody: file.custody.word, disputed: try file.disputed.map(titles.name))
    }
}
