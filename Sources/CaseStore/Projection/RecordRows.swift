import CaseFile
import Causality
import Replication

/// What the tables of `CaseTables` hold of one record.
///
/// A function of the record's state and the catalog and of nothing else: neither of other records nor of what the
/// tables held before, so that a rebuild in any order gives the same rows, and so that the rows to take away are known
/// from the state before. Some rows span records: a planned follow-up is due until a follow-up names it, a step starts a
/// period until the case is settled, a promised call stands until somebody called. `CaseRowWriter` sees to them from
/// either end.
struct RecordRows: Hashable {
    /// The row of a kind with a list of its own.
    enum Item: Hashable {
        case caseFile(CaseRow)
        case person(PersonRow)
        case household(HouseholdRow)
        case party(PartyRow)
    }

    /// A record that the record names in a register, in any of its readings.
    struct Link: Hashable {
        let register: RegisterNumber
        let parent: RecordKey
        /// Whether the record belongs to it, and moves with it.
        let isOwner: Bool
    }

    /// Where a record that moved lives by the shown reading, and the newest change that says so.
    struct Away: Hashable {
        let home: ScopeID
        let said: ChangeID
    }

    /// A blob that the record names in a register, in any of its readings.
    struct BlobUse: Hashable {
        let register: RegisterNumber
        let sha256: Hash
    }

    /// Something to be done, under a rule and from a day on.
    struct DueRow: Hashable {
        /// The day agreed on, or the day from which the rule counts; the earliest reading.
        let start: CivilDate
        let rule: String
        let what: String
        let caseID: RecordID?
        let who: RecordRows.Worker
        let isDisputed: Bool
        /// Nothing but the rule and the first day decides when it ends.
        var isPlain = true
        /// The rule's length is zero: it ends on the first day.
        var isDay = false
        /// Other records decide whether it is open: `CaseRowWriter` puts it when it has looked at them.
        var waits = false
    }

    /// Who sees to it, as far as the record says.
    struct Worker: Hashable {
        var name: String?
        var user: RecordID?
    }

    /// A visit or a follow-up, as what ends the promise to call again that an earlier one made.
    struct Contact: Hashable {
        let parent: RecordKey
        /// Milliseconds since 1970.
        let at: Int64
        /// When to call again, where it says so.
        let next: CivilDate?
    }

    struct Conflict: Hashable {
        let register: RegisterNumber
        let readings: Int
        let newestAt: Int64
    }

    /// What every list says of its record.
    struct Marks: Hashable {
        var isDisputed = false
        var isWithdrawn = false
        var isIncomplete = false
    }

    var marks = Marks()
    var item: Item?
    /// Each once. A disputed parent shows the child under both.
    var links: [Link] = []
    /// Each once.
    var blobs: [BlobUse] = []
    var dues: [DueRow] = []
    var contacts: [Contact] = []
    /// What a case's periods depend on; nil for other kinds.
    var facts: CourseFacts?
    var conflicts: [Conflict] = []
    /// What a search finds the record by, as it was written, also in readings that do not show.
    var texts: [SearchedText] = []
    /// What another registration of the same person or household is likely to share.
    var likenessKeys: [String] = []
    /// It stands, and is of a kind that is listed whole.
    var isListed = false
    /// The pair that the record says is one.
    var samePairs: [SamePair] = []

    /// Where the record says that it lives; nil for one that never moved.
    var away: Away?

    /// Kinds with so few records that a list of all is short, and whose records need not name another.
    static let listedKinds = [MeetingSchema.recordKind, MeetingSeriesSchema.recordKind]

    /// No rows, as for a record without a state.
    init() {}

    /// Whether the records that name one of this kind are looked up from it, although it is of the directory.
    static func isLinked(_ kind: RecordKind) -> Bool { kind == CampaignSchema.recordKind }

    init(_ record: MergedRecord<some ChangeCodec>, _ kind: ProjectedKind?) {
        // What is listed where is decided when it is asked for: whether the home is a place is not the record's to say.
        away = Away(record)
        conflicts = record.disputed.map { register in
            Conflict(
                register: register, readings: record.values(of: register).count,
                newestAt: record.state[register].map(\.recordedAt).max() ?? 0)
        }
        marks = Marks(
            isDisputed: !record.disputed.isEmpty, isWithdrawn: record.isWithdrawn,
            isIncomplete: kind?.lacksRequired(record) ?? false)
        let owning = kind?.belonging.first { !record.isEmpty($0) }
        for register in kind?.referring ?? [] {
            for reference in record.values(of: register).flatMap(\.references)
            where reference.scope != .directory || RecordRows.isLinked(reference.kind) {
                let parent = RecordKey(
                    scope: reference.scope ?? record.key.scope, kind: reference.kind, id: reference.id)
                let link = Link(register: register, parent: parent, isOwner: register == owning)
                if !links.contains(link) { links.append(link) }
            }
        }
        for register in kind?.attaching ?? [] {
            for attachment in record.values(of: register).flatMap(\.attachments) {
                let use = BlobUse(register: register, sha256: attachment.sha256)
                if !blobs.contains(use) { blobs.append(use) }
            }
        }
        item = RecordRows.item(of: record)
        facts = record.key.kind == CaseSchema.recordKind ? record.courseFacts : nil
        guard !marks.isWithdrawn else { return }
        isListed = RecordRows.listedKinds.contains(record.key.kind)
        contacts = RecordRows.contacts(of: record)
        dues = RecordRows.dues(of: record)
        texts = kind?.searched.texts(of: record) ?? []
        likenessKeys = LikenessKeys.keys(of: record)
        samePairs = SamePair.pairs(of: record)
    }
}

extension RecordRows.Away {
    init?(_ record: MergedRecord<some ChangeCodec>) {
        guard !record.state[Home.register].isEmpty,
            let reading = record.state.readings(of: Home.register, codec: record.codec).first,
            let home = Home.scope(of: reading.value), let said = reading.siblings.first?.change
        else { return nil }
        (self.home, self.said) = (home, said)
    }
}
