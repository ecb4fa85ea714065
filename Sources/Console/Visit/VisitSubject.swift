import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// What a visit is about, as its form says: a case, a household, the people whom one may meet there.
struct VisitSubject {
    /// The names of the fields that say it.
    enum Field {
        static let caseFile = "form_case"
        static let household = "form_household"
        static let person = "form_person"
        static let scope = "form_scope"
        static let seen = "form_seen"
        static let plan = "form_plan"
        static let planSeen = "form_plan_seen"
    }

    let caseFile: RecordKey?
    let household: RecordKey?
    /// The planned visit that is made now; nil where nobody planned it, or where it was recorded meanwhile.
    let plan: RecordView?
    /// Where the visit is written; nil where the form does not say it yet.
    let scope: ScopeID?
    let people: [VisitPerson]

    /// Reads the form. Records that are not held here are left out.
    init(_ input: FormInput, _ access: PageAccess, _ words: Words) throws {
        func record(_ field: String, _ kind: RecordKind) throws -> RecordKey? {
            guard let key = input[field].flatMap(PagePath.key), key.kind == kind,
                try access.transaction.state(of: key) != nil
            else { return nil }
            return key
        }
        caseFile = try record(Field.caseFile, CaseSchema.recordKind)
        household = try record(Field.household, HouseholdSchema.recordKind)
        plan = try record(Field.plan, VisitSchema.recordKind).flatMap { try access.reading.visitToBeMade($0) }
        let writable = access.areaScopes.map(\.number)
        let chosen = input[Field.scope].flatMap { UInt64($0, radix: 16) }.map { ScopeID(rawValue: $0) }
        let scope =
            plan?.key.scope ?? caseFile?.scope ?? household?.scope
            ?? chosen.flatMap { writable.contains($0) ? $0 : nil }
        self.scope = scope ?? (writable.count == 1 ? writable[0] : nil)
        people = try VisitPerson.people(
            of: caseFile, household, named: input.all(Field.person).compactMap(PagePath.key), access, words)
    }

    /// A record as a field of the visit names it.
    func reference(_ key: RecordKey) -> String { "\(key.id)" + (key.scope == scope ? "" : "@\(key.scope)") }

    /// An empty form for a visit that begins now.
    static func blank(_ access: PageAccess) -> FormInput {
        var input = FormInput()
        let time = ShanghaiTime(instant: access.now / 60_000 * 60_000)
        input.set("visit.started", time.map { "\($0.date)T\($0.timeText)" } ?? "")
        input.set("plan.level", "village")
        return input
    }

    /// Whether a visit can be made of the record: a case, a household or a person, or one that is planned.
    static func isOne(_ key: RecordKey, _ access: PageAccess) throws -> Bool {
        switch key.kind {
        case CaseSchema.recordKind, HouseholdSchema.recordKind, PersonSchema.recordKind: true
        default: try access.reading.visitToBeMade(key) != nil
        }
    }

    /// The same form about this record: a case with its next step as it stands now, a household, or a person who is
    /// there. Throws `PageFailure.notFound` for any other.
    static func form(_ input: FormInput, about key: RecordKey, _ access: PageAccess) throws -> FormInput {
        try access.demandHeld(key)
        var input = input
        if key.kind != PersonSchema.recordKind, let word = input[Field.plan].flatMap(PagePath.key),
            let planned = try access.reading.visitToBeMade(word), !isPlanned(planned, about: key)
        {
            leavePlan(&input)
        }
        switch key.kind {
        case CaseSchema.recordKind:
            input.set(Field.caseFile, PagePath.word(key))
            input.set(Field.seen, try access.reading.record(key).seen.description)
            // A next step that somebody typed stays; one that was only shown gives way to the new case's.
            let names = ["case.next.step", "case.next.date", "case.next.responsible"]
            let isTyped = names.contains { name in
                input[name].map { FormDigest.of($0) != input["was." + name] } ?? false
            }
            input.removeAll { name in name.hasPrefix("was.case.") || (!isTyped && name.hasPrefix("case.")) }
        case HouseholdSchema.recordKind: input.set(Field.household, PagePath.word(key))
        case PersonSchema.recordKind:
            input = FormInput(input.fields + [(Field.person, PagePath.word(key))])
            input.set(VisitPerson.field(key.id.hexadecimal, "here"), "1")
            if input[Field.household] == nil, let home = try access.queries.personItem(key)?.household {
                let household = RecordKey(scope: key.scope, kind: HouseholdSchema.recordKind, id: home)
                if try access.transaction.state(of: household) != nil {
                    input.set(Field.household, PagePath.word(household))
                }
            }
        default: throw PageFailure.notFound
        }
        return input
    }
}
