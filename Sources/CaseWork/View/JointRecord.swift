import CaseFile
import CaseStore
public import Replication

/// What of a case may stand on a sheet that both sides sign (调解记录): the sessions at which both sides sat together,
/// and what they agreed.
///
/// What one side said alone is for the case team: a back-to-back visit, a visit to one side only, one about whose mode
/// or company people disagree, and one that does not say who was there, are no session. Feelings, verdicts, signs of
/// danger and the cadre's own summary of the case stand on no such sheet either.
///
/// Source: DOMAIN.md section 1, no. 4.
public struct JointRecord: Sendable {
    /// One sheet: a session, an agreement, or a session with the agreements that took effect on its day.
    public struct Sheet: Sendable {
        public let session: CaseFileView.Visit?
        public let agreements: [CaseFileView.Agreement]

        /// The record that the sheet is called by.
        public var key: RecordKey? { session?.record.key ?? agreements.first?.record.key }
        /// Milliseconds since 1970.
        public var at: Int64 { session?.at ?? agreements.first?.at ?? 0 }
    }

    /// Newest first.
    public let sheets: [Sheet]
    /// Visits whose words stand on none of them.
    public let leftOut: Int

    public init(_ file: CaseFileView) {
        let sessions = file.visits.filter { JointRecord.isJoint($0, in: file) }
        var placed: [RecordKey] = []
        var sheets = sessions.map { session in
            let day = ShanghaiTime(instant: session.at)?.date
            let own = file.agreements.filter { agreement in
                !placed.contains(agreement.record.key) && day != nil
                    && agreement.record.shown(AgreementSchema.effectiveDate).date == day
            }
            placed += own.map(\.record.key)
            return Sheet(session: session, agreements: own)
        }
        sheets += file.agreements.filter { !placed.contains($0.record.key) }.map {
            Sheet(session: nil, agreements: [$0])
        }
        self.sheets = sheets.sorted { ($0.at, $0.key ?? file.record.key) > ($1.at, $1.key ?? file.record.key) }
        // Of a visit that is only planned there are no words.
        leftOut = file.visits.count { !$0.record.isVisitToBeMade } - sessions.count
    }

    /// Whether both sides sat together, as far as anybody wrote it down.
    private static func isJoint(_ visit: CaseFileView.Visit, in file: CaseFileView) -> Bool {
        let record = visit.record
        guard let mode = record.field(VisitSchema.mode), !mode.isDisputed, mode.shown == .code(VisitSchema.faceToFace),
            let present = record.field(VisitSchema.present), !present.isDisputed,
            case .list(let people) = present.shown
        else { return false }
        let sides = people.flatMap { side(of: $0, from: record.key, in: file) }
        return sides.contains(CasePartySchema.applicant) && sides.contains(CasePartySchema.opponent)
    }

    /// The sides on which somebody stands; none where people disagree about it.
    private static func side(of somebody: Value, from visit: RecordKey, in file: CaseFileView) -> [String] {
        let person = somebody[member: PersonOrName.person].reference?.key(from: visit)
        let name = somebody[member: PersonOrName.name].plainText
        let parties = file.parties.filter { party in
            guard let known = party.person else { return false }
            return person.map { known.key == $0 } ?? (known.shown(PersonSchema.name).plainText == name)
        }
        return parties.compactMap { party in
            guard let side = party.party.field(CasePartySchema.side), !side.isDisputed else { return nil }
            return side.shown.plainText
        }
    }
}

extension CaseFileView.Agreement {
    /// When it took effect, midnight of Shanghai; else when it was recorded. Milliseconds since 1970.
    public var at: Int64 {
        record.shown(AgreementSchema.effectiveDate).date.flatMap { ShanghaiTime(date: $0, hour: 0, minute: 0) }?.instant
            ?? record.recordedAt
    }
}
