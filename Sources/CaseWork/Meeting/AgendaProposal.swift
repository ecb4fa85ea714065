public import CaseFile
public import CaseStore
import ReplicaStore
public import Replication

/// The open cases of an area in the order in which a meeting should speak of them, each with its reasons.
///
/// First what is overdue, then the highest risk, then long-standing cases (积案), then those with open tasks, then the
/// others by their next date. It orders cases and no people, and is made anew each time until somebody writes it down.
public struct AgendaProposal: Sendable {
    /// Why a case stands where it does.
    public struct Reasons: Hashable, Sendable {
        public var overdue = 0
        public var isHighRisk = false
        public var isBacklog = false
        public var openTasks = 0

        public var isNone: Bool { self == Reasons() }

        /// In a meeting's order: the smaller first.
        var rank: [Int] {
            [overdue > 0 ? 0 : 1, isHighRisk ? 0 : 1, isBacklog ? 0 : 1, openTasks > 0 ? 0 : 1, -overdue, -openTasks]
        }

        /// As one line.
        public func text(in language: Language) -> String {
            let words = Words(language)
            let parts = [
                overdue > 0 ? words.text("agenda.overdue", ["count": "\(overdue)"]) : nil,
                isHighRisk ? words.text("agenda.high_risk") : nil,
                isBacklog ? words.text("agenda.backlog") : nil,
                openTasks > 0 ? words.text("agenda.tasks", ["count": "\(openTasks)"]) : nil,
            ].compactMap(\.self)
            return parts.isEmpty ? words.text("agenda.open") : parts.joined(separator: words.text("agenda.joint"))
        }
    }

    /// An open case.
    public struct Entry: Sendable {
        public let item: CaseItem
        public let reasons: Reasons
    }

    /// At most `limit` of them.
    public let entries: [Entry]
    /// How many cases are open.
    public let count: Int

    /// More than these are no agenda.
    public static let limitDefault = 30
}

extension CaseReading {
    /// The agenda that the open cases of these scopes make.
    public func agenda(
        in scopes: [ScopeID], on today: CivilDate, limit: Int = AgendaProposal.limitDefault
    ) throws -> AgendaProposal {
        // Looked up by case; never iterated.
        var reasons: [RecordKey: AgendaProposal.Reasons] = [:]
        for view in try due(on: today, .all, DueSelection(scopes: scopes), limit: .max).views {
            guard let id = view.item.caseID else { continue }
            let file = RecordKey(scope: view.item.key.scope, kind: CaseSchema.recordKind, id: id)
            if view.state == .overdue { reasons[file, default: .init()].overdue += 1 }
            if view.item.key.kind == TaskSchema.recordKind { reasons[file, default: .init()].openTasks += 1 }
        }
        let highest = catalog.codeTable(.riskLevel)?.codes.first { !$0.isRetired }?.code
        let open = try queries.openCases(in: scopes)
        let entries = try open.map { item in
            var reasons = reasons[item.key] ?? .init()
            reasons.isHighRisk = item.risk != nil && item.risk == highest
            let backlog = try merged(item.key)?.shown(CaseSchema.backlog, member: CaseSchema.Backlog.flag)
            reasons.isBacklog = backlog == .boolean(true)
            return AgendaProposal.Entry(item: item, reasons: reasons)
        }
        let sorted = entries.map { (key: AgendaOrder($0), entry: $0) }.sorted { $0.key < $1.key }
        return AgendaProposal(entries: sorted.prefix(limit).map(\.entry), count: open.count)
    }

    /// The scopes whose cases a meeting of `scope` speaks of: those of its area and of all areas below it that are held
    /// here.
    public func meetingScopes(of scope: ScopeID) throws -> [ScopeID] {
        let held = try transaction.scopes()
        guard let area = directory.scope(scope)?.area else { return [scope] }
        let below = directory.scopes(below: area).map(\.number).filter { held.contains($0) && $0 != scope }
        return [scope] + below
    }

    /// What a meeting speaks of: the agenda that was written down, else the proposal. A meeting about one case
    /// (现场协调会、联席座谈) speaks of that case.
    public func agenda(of meeting: MeetingView, on today: CivilDate) throws -> [AgendaItem] {
        if let record = meeting.record {
            let written = AgendaItem.items(of: record)
            if !written.isEmpty || record.field(MeetingSchema.agenda) != nil { return written }
            if let file = record.shown(MeetingSchema.case).reference?.key(from: record.key) {
                return [AgendaItem(caseFile: file, why: Words(.zhHans).text("agenda.about"))]
            }
        }
        // What was held is no longer planned: an empty agenda then is what was said of it.
        guard meeting.state != .held, meeting.series != nil else { return [] }
        return try agenda(in: meetingScopes(of: meeting.key.scope), on: today).entries.map { entry in
            AgendaItem(caseFile: entry.item.key, why: entry.reasons.text(in: .zhHans))
        }
    }
}

/// Sorts an agenda.
private struct AgendaOrder: Comparable {
    let rank: [Int]
    let next: Int
    let key: RecordKey

    init(_ entry: AgendaProposal.Entry) {
        rank = entry.reasons.rank
        next = entry.item.nextDate?.daysSince1970 ?? .max
        key = entry.item.key
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.rank != right.rank { return left.rank.lexicographicallyPrecedes(right.rank) }
        return (left.next, left.key) < (right.next, right.key)
    }
}
