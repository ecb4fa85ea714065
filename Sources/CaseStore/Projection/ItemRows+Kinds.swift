import CaseFile
import GRDB
import Replication

extension ItemRows {
    func insertCase(_ record: MergedRecord<some ChangeCodec>, _ marks: Marks) throws {
        let lead = record.shown(CaseSchema.lead)
        let next = record.shown(CaseSchema.next)
        try run(
            """
            INSERT INTO case_item (
                id, scope, title, code, stage, risk, next_step, next_date, lead_name, lead_user,
                is_disputed, is_withdrawn, is_incomplete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                record.key.id.data, record.key.scope.bits, record.shown(CaseSchema.title).plainText ?? "",
                record.shown(CaseSchema.code).plainText, record.shown(CaseSchema.stage).plainText,
                record.shown(CaseSchema.risk)[member: CaseSchema.Risk.level].plainText,
                next[member: NextStep.step].plainText,
                record.earliestDate(CaseSchema.next, member: NextStep.date)?.description,
                lead[member: UserOrName.name].plainText, lead[member: UserOrName.user].reference?.id.data,
                marks.isDisputed, marks.isWithdrawn, marks.isIncomplete,
            ])
    }

    func insertPerson(_ record: MergedRecord<some ChangeCodec>, _ marks: Marks) throws {
        let names = record.values(of: PersonSchema.name).compactMap(\.plainText)
        let household = record.shown(PersonSchema.household)
        try run(
            """
            INSERT INTO person_item (
                id, scope, name, other_names, household, relation, birth, is_deceased,
                is_disputed, is_withdrawn, is_incomplete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                record.key.id.data, record.key.scope.bits, names.first ?? "",
                names.count > 1 ? names.dropFirst().joined(separator: "\n") : nil,
                household[member: PersonSchema.Household.household].reference?.id.data,
                household[member: PersonSchema.Household.relation].plainText,
                record.shown(PersonSchema.birth).plainText,
                record.shown(PersonSchema.lifeStatus, member: PersonSchema.LifeStatus.deceased) == .boolean(true),
                marks.isDisputed, marks.isWithdrawn, marks.isIncomplete,
            ])
    }

    func insertHousehold(_ record: MergedRecord<some ChangeCodec>, _ marks: Marks) throws {
        let head = record.shown(HouseholdSchema.head)
        try run(
            """
            INSERT INTO household_item (
                id, scope, address, head_name, head_person, area, is_disputed, is_withdrawn, is_incomplete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                record.key.id.data, record.key.scope.bits, record.shown(HouseholdSchema.address).plainText ?? "",
                head[member: PersonOrName.name].plainText, head[member: PersonOrName.person].reference?.id.data,
                record.shown(HouseholdSchema.area).reference?.id.data,
                marks.isDisputed, marks.isWithdrawn, marks.isIncomplete,
            ])
    }

    func insertParty(_ record: MergedRecord<some ChangeCodec>, _ marks: Marks) throws {
        try run(
            """
            INSERT INTO party_item (
                id, scope, case_id, person, side, capacity, is_disputed, is_withdrawn, is_incomplete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                record.key.id.data, record.key.scope.bits, record.shown(CasePartySchema.case).reference?.id.data,
                record.shown(CasePartySchema.person).reference?.id.data,
                record.shown(CasePartySchema.side).plainText, record.shown(CasePartySchema.capacity).plainText,
                marks.isDisputed, marks.isWithdrawn, marks.isIncomplete,
            ])
    }

    /// The day on which something is due: a case's next step, a milestone, a planned follow-up.
    func insertDue(_ record: MergedRecord<some ChangeCodec>, _ marks: Marks) throws {
        let due: (register: RegisterNumber, member: UInt32, what: Value, caseID: RecordID?, isDone: Bool)
        switch record.key.kind {
        case CaseSchema.recordKind:
            due = (
                CaseSchema.next, NextStep.date, record.shown(CaseSchema.next, member: NextStep.step), record.key.id,
                record.allSay(CaseSchema.stage) { $0 == .code("closed") }
            )
        case MilestoneSchema.recordKind:
            due = (
                MilestoneSchema.due, Due.date, record.shown(MilestoneSchema.what),
                record.shown(MilestoneSchema.case).reference?.id,
                record.allSay(MilestoneSchema.performance) {
                    $0[member: MilestoneSchema.Performance.status] == .code("performed")
                }
            )
        case FollowUpPlanSchema.recordKind:
            due = (
                FollowUpPlanSchema.due, Due.date, record.shown(FollowUpPlanSchema.purpose),
                record.shown(FollowUpPlanSchema.case).reference?.id, false
            )
        default: return
        }
        guard let date = record.earliestDate(due.register, member: due.member) else { return }
        try run(
            """
            INSERT INTO due_item (record, scope, kind, due, what, case_id, is_open, is_disputed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                record.key.id.data, record.key.scope.bits, Int64(record.key.kind.rawValue), date.description,
                due.what.plainText ?? "", due.caseID?.data, !due.isDone && !marks.isWithdrawn,
                record.values(of: due.register).count > 1,
            ])
    }
}

extension MergedRecord {
    /// The earliest date among all readings: a disputed due date counts as the earlier one.
    func earliestDate(_ register: RegisterNumber, member: UInt32) -> CivilDate? {
        values(of: register).compactMap { $0[member: member].date }.min()
    }

    /// Whether every reading fulfils the condition, and there is one: what is disputed is not done.
    func allSay(_ register: RegisterNumber, _ condition: (Value) -> Bool) -> Bool {
        let readings = values(of: register)
        return !readings.isEmpty && readings.allSatisfy(condition)
    }
}
