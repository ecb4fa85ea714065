public import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// Whether a policy holds on a day.
public enum PolicyStanding: Hashable, Sendable {
    case inForce
    /// It will hold from a day on.
    case notYet(CivilDate)
    /// It held until a day.
    case lapsed(CivilDate)
    /// Another took its place.
    case superseded(by: RecordKey)

    /// What is said behind its title; nil where it holds. `successor` is the title of what took its place.
    public func label(successor: String?) -> Label? {
        switch self {
        case .inForce: nil
        case .notYet(let day): Label("\(day) 起才施行", "is in force from \(day) only")
        case .lapsed(let day): Label("已于 \(day) 废止", "was in force until \(day)")
        case .superseded:
            Label(
                "已被" + (successor.map { "“\($0)”" } ?? "另一份政策") + "取代",
                "was superseded" + (successor.map { " by \"\($0)\"" } ?? ""))
        }
    }

    /// A word for programs.
    public var code: String {
        switch self {
        case .inForce: "in_force"
        case .notYet: "not_yet"
        case .lapsed: "lapsed"
        case .superseded: "superseded"
        }
    }
}

/// A policy that a record of a case rests on although it does not hold.
public struct DoubtfulPolicy: Hashable, Sendable {
    /// The demand or visit.
    public let record: RecordKey
    public let policy: RecordKey
    public let title: String
    public let why: Label
}

extension CaseReading {
    /// Whether a policy holds on a day; superseded counts before lapsed, because it says what to use instead. Of dates
    /// that people disagree about the stricter one counts.
    public func standing(ofPolicy view: RecordView, on day: CivilDate) -> PolicyStanding {
        func days(_ register: RegisterNumber) -> [CivilDate] {
            view.field(register)?.readings.compactMap(\.value.date) ?? []
        }
        if let successor = view.shown(PolicyToolSchema.supersededBy).reference?.key(from: view.key) {
            // Until the new one holds, the old one does; one that was withdrawn took nobody's place.
            let known = try? merged(successor)
            let from = known?.shown(PolicyToolSchema.validFrom).date
            if known?.isWithdrawn != true, from.map({ $0 <= day }) ?? true { return .superseded(by: successor) }
        }
        if let until = days(PolicyToolSchema.validUntil).min(), until < day { return .lapsed(until) }
        if let from = days(PolicyToolSchema.validFrom).max(), from > day { return .notYet(from) }
        return .inForce
    }

    /// What of a policy does not hold on a day; nil where it holds, or is not held here.
    func doubt(about policy: RecordKey, on day: CivilDate) throws -> (title: String, why: Label)? {
        guard try transaction.state(of: policy) != nil else { return nil }
        let view = try record(policy)
        let standing = standing(ofPolicy: view, on: day)
        var successor: String?
        if case .superseded(let key) = standing { successor = try merged(key)?.shown(PolicyToolSchema.title).plainText }
        let title = view.shown(PolicyToolSchema.title).plainText ?? ""
        if view.isWithdrawn { return (title, Label("已作废", "was withdrawn")) }
        return standing.label(successor: successor).map { (title, $0) }
    }

    /// The policies that a case's demands and visits rest on and that do not hold on a day, by record.
    public func doubtfulPolicies(ofCase key: RecordKey, on day: CivilDate) throws -> [DoubtfulPolicy] {
        var doubts: [DoubtfulPolicy] = []
        for (kind, register) in Self.citing {
            for child in try queries.children(of: key, kind: kind) {
                for reference in try merged(child)?.shown(register).references ?? [] {
                    let policy = reference.key(from: child)
                    guard let (title, why) = try doubt(about: policy, on: day) else { continue }
                    doubts.append(DoubtfulPolicy(record: child, policy: policy, title: title, why: why))
                }
            }
        }
        return doubts
    }

    /// Where records of a case name policies.
    static var citing: [(RecordKind, RegisterNumber)] {
        [(DemandSchema.recordKind, DemandSchema.policies), (VisitSchema.recordKind, VisitSchema.policies)]
    }
}

extension CaseWriting {
    /// What to look at where new values name policies that do not hold today.
    func policyProblems(_ values: [(RegisterNumber, Value)], of key: RecordKey) throws -> [DraftProblem] {
        guard let register = CaseReading<Codec>.citing.first(where: { $0.0 == key.kind })?.1,
            let value = values.first(where: { $0.0 == register })?.1,
            let today = ShanghaiTime(instant: environment.now())?.date
        else { return [] }
        return try value.references.compactMap { reference in
            try reading.doubt(about: reference.key(from: key), on: today).map {
                PolicyRules.notInForce($0.title, why: $0.why, at: register)
            }
        }
    }

    /// Says that one policy took the place of another; the old one ends with the day before the new one's first.
    ///
    /// Throws `CaseWorkError.policyRound` where the new one, or what follows it, is the old one.
    public mutating func supersede(_ old: RecordKey, by new: RecordKey, until: CivilDate? = nil) throws -> SavedRecord {
        var next: RecordKey? = new
        var seen: Set<RecordKey> = []
        while let key = next, seen.insert(key).inserted {
            guard key != old else { throw CaseWorkError.policyRound }
            next = try reading.merged(key)?.shown(PolicyToolSchema.supersededBy).reference?.key(from: key)
        }
        let first = try reading.merged(new)?.shown(PolicyToolSchema.validFrom).date
        let before = first.flatMap { CivilDate(daysSince1970: $0.daysSince1970 - 1) }
        // One that had lapsed already does not hold again.
        let standing = try reading.merged(old)?.shown(PolicyToolSchema.validUntil).date
        let last = until ?? [before, standing].compactMap(\.self).min()
        var fields: TypedFields = [
            ("superseded_by", .string(new.id.description + (new.scope == old.scope ? "" : "@\(new.scope)")))
        ]
        if let last { fields.append(("valid_until", .string(last.description))) }
        return try correct(RecordCorrection(record: old, fields: fields))
    }
}
