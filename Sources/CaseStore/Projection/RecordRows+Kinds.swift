import CaseFile
import Replication

struct CaseRow: Hashable {
    let title: String
    let code: String?
    let stage: String?
    let risk: String?
    let nextStep: String?
    let nextDate: CivilDate?
    let leadName: String?
    let leadUser: RecordID?
    let responsible: RecordRows.Worker
    /// Whether any reading calls it a long-standing case.
    let isBacklog: Bool
}

struct PersonRow: Hashable {
    let name: String
    let otherNames: String?
    let household: RecordID?
    let relation: String?
    let birth: String?
    let isDeceased: Bool
}

struct HouseholdRow: Hashable {
    let address: String
    let headName: String?
    let headPerson: RecordID?
    let area: RecordID?
}

struct PartyRow: Hashable {
    let caseID: RecordID?
    let person: RecordID?
    let side: String?
    let capacity: String?
}

extension RecordRows {
    static func item(of record: MergedRecord<some ChangeCodec>) -> Item? {
        switch record.key.kind {
        case CaseSchema.recordKind: .caseFile(caseRow(record))
        case PersonSchema.recordKind: .person(personRow(record))
        case HouseholdSchema.recordKind: .household(householdRow(record))
        case CasePartySchema.recordKind: .party(partyRow(record))
        default: nil
        }
    }

    private static func caseRow(_ record: MergedRecord<some ChangeCodec>) -> CaseRow {
        let lead = record.shown(CaseSchema.lead)
        return CaseRow(
            title: record.shown(CaseSchema.title).plainText ?? "", code: record.shown(CaseSchema.code).plainText,
            stage: record.shown(CaseSchema.stage).plainText,
            risk: record.shown(CaseSchema.risk)[member: CaseSchema.Risk.level].plainText,
            nextStep: record.shown(CaseSchema.next)[member: NextStep.step].plainText,
            nextDate: record.earliestDate(CaseSchema.next, member: NextStep.date),
            leadName: lead[member: UserOrName.name].plainText, leadUser: lead[member: UserOrName.user].reference?.id,
            responsible: RecordRows.Worker(record.shown(CaseSchema.responsible)),
            isBacklog: record.values(of: CaseSchema.backlog).contains {
                $0[member: CaseSchema.Backlog.flag] == .boolean(true)
            })
    }

    private static func personRow(_ record: MergedRecord<some ChangeCodec>) -> PersonRow {
        let names = record.values(of: PersonSchema.name).compactMap(\.plainText)
        let household = record.shown(PersonSchema.household)
        return PersonRow(
            name: names.first ?? "", otherNames: names.count > 1 ? names.dropFirst().joined(separator: "\n") : nil,
            household: household[member: PersonSchema.Household.household].reference?.id,
            relation: household[member: PersonSchema.Household.relation].plainText,
            birth: record.shown(PersonSchema.birth).plainText,
            isDeceased: record.shown(PersonSchema.lifeStatus, member: PersonSchema.LifeStatus.deceased)
                == .boolean(true))
    }

    private static func householdRow(_ record: MergedRecord<some ChangeCodec>) -> HouseholdRow {
        let head = record.shown(HouseholdSchema.head)
        return HouseholdRow(
            address: record.shown(HouseholdSchema.address).plainText ?? "",
            headName: head[member: PersonOrName.name].plainText,
            headPerson: head[member: PersonOrName.person].reference?.id,
            area: record.shown(HouseholdSchema.area).reference?.id)
    }

    private static func partyRow(_ record: MergedRecord<some ChangeCodec>) -> PartyRow {
        PartyRow(
            caseID: record.shown(CasePartySchema.case).reference?.id,
            person: record.shown(CasePartySchema.person).reference?.id,
            side: record.shown(CasePartySchema.side).plainText,
            capacity: record.shown(CasePartySchema.capacity).plainText)
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
