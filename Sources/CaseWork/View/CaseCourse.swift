import CaseFile
import CaseStore
import Causality
import ReplicaStore
public import Replication

/// Through which steps a case went, since when it is where it is, and how long each step took.
///
/// The case's stage says where it stands. Since when is told by the steps that somebody recorded with their day, also
/// afterwards; where nobody recorded one, the day counts on which the stage was written. The stages of a long-standing
/// case (积案) run beside the ordinary ones.
///
/// Source: DOMAIN.md section 2.1: a center must answer at any time in which procedure a case is, and for how long.
public struct CaseCourse: Sendable {
    /// One stay in one step.
    public struct Step: Hashable, Sendable {
        /// A code of `case_stage`, in the course of a long-standing case one of `backlog_stage`.
        public let code: String
        public let from: CivilDate
        /// The day on which the next step began; nil for the last one.
        public let until: CivilDate?
        /// The record that tells the day; nil where only the stage of the case was written.
        public let record: RecordKey?

        /// How many days it took until the next step, for the last one until `today`; nil behind the end of a case.
        public func days(on today: CivilDate) -> Int? {
            if until == nil, code == CaseCourse.closed { return nil }
            return max((until ?? today).daysSince1970 - from.daysSince1970, 0)
        }
    }

    /// By day.
    public let steps: [Step]
    /// By day; empty for a case that is none of long standing.
    public let backlogSteps: [Step]

    /// The stage behind which nothing is waited for.
    static let closed = "closed"

    /// A stage that the case was given on a day.
    package struct Entry {
        let code: String
        let on: CivilDate
        let record: RecordKey?

        /// `on` is the day on which the stage was written; `record` the step that tells it.
        package init(code: String, on: CivilDate, record: RecordKey?) {
            self.code = code
            self.on = on
            self.record = record
        }
    }

    /// `records` are the steps that were recorded, `written` the values that the case's stage was given, by time.
    package init(records: [RecordView], written: [Entry]) {
        func told(_ register: RegisterNumber) -> [Entry] {
            records.compactMap { record in
                guard let code = record.shown(register).plainText,
                    let day = record.shown(CaseStepSchema.enteredOn).date
                else { return nil }
                return Entry(code: code, on: day, record: record.key)
            }
        }
        let told = (stage: told(CaseStepSchema.stage), backlog: told(CaseStepSchema.backlogStage))
        // A stage that was written behind a recorded step of the same name is that step, written down late.
        let own = written.filter { entry in
            let last = told.stage.filter { $0.on <= entry.on }.max { $0.on < $1.on }
            return last?.code != entry.code
        }
        steps = CaseCourse.stays(told.stage + own)
        backlogSteps = CaseCourse.stays(told.backlog)
    }

    private static func stays(_ entries: [Entry]) -> [Step] {
        let sorted = entries.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }
            .map(\.element)
        var firsts: [Entry] = []
        for entry in sorted where firsts.last?.code != entry.code { firsts.append(entry) }
        return firsts.enumerated().map { index, entry in
            Step(
                code: entry.code, from: entry.on,
                until: index + 1 < firsts.count ? firsts[index + 1].on : nil, record: entry.record)
        }
    }
}

extension CaseCourse {
    /// The values that a case's stage was given, by time. What the first change says holds since the case was received,
    /// where that was before.
    package static func stages(
        in changes: [ChangeBody], of root: RecordView, codec: some ChangeCodec
    ) -> [Entry] {
        let written = changes.compactMap { body -> (at: Int64, code: String)? in
            guard let write = body.writes.first(where: { $0.register == CaseSchema.stage }),
                let code = codec.decode(write.value).plainText
            else { return nil }
            return (body.recordedAt, code)
        }
        .sorted { ($0.at, $0.code) < ($1.at, $1.code) }
        let received = root.shown(CaseSchema.firstReceived)[member: CaseSchema.FirstReceived.at]
        return written.enumerated().compactMap { index, change in
            var at = change.at
            if index == 0, case .instant(let instant) = received { at = min(at, instant) }
            return ShanghaiTime(instant: at).map { Entry(code: change.code, on: $0.date, record: nil) }
        }
    }
}

extension CaseReading {
    /// Every value that the stage of a case was given, by time.
    func stagesWritten(of root: RecordView) throws -> [CaseCourse.Entry] {
        let applied = try transaction.changes(touching: root.key).filter { $0.standing == .applied }
        // Of several copies of one change one counts.
        var seen: Set<ChangeID> = []
        let bodies = try applied.filter { seen.insert($0.change).inserted }.compactMap { try decode($0) }
        return CaseCourse.stages(in: bodies, of: root, codec: engine.codec)
    }
}
