import CaseFile
import CaseStore
import Replication

/// What is compared of a person or a household that may be registered twice.
struct Registration {
    let key: RecordKey
    /// All readings.
    let names: [String]
    let births: [CivilDate]
    let sexes: [String]
    let identities: [String]
    let phones: [String]
    let household: RecordID?
    let addresses: [String]
    let heads: [String]
    let headPersons: [RecordID]

    init(_ record: MergedRecord<some ChangeCodec>) {
        func texts(_ register: RegisterNumber, member: UInt32? = nil) -> [String] {
            record.values(of: register).compactMap { value in
                (member.map { value[member: $0] } ?? value).plainText
            }
        }
        key = record.key
        switch record.key.kind {
        case PersonSchema.recordKind:
            names = texts(PersonSchema.name)
            births = record.values(of: PersonSchema.birth).compactMap(\.date)
            sexes = texts(PersonSchema.sex).filter { ["1", "2"].contains($0) }
            identities = texts(PersonSchema.identity, member: PersonSchema.Identity.number).map(Likeness.folded)
            phones = texts(PersonSchema.phone).flatMap(Likeness.phones)
            household = record.shown(PersonSchema.household)[member: PersonSchema.Household.household].reference?.id
            addresses = texts(PersonSchema.address).map(Likeness.folded)
            (heads, headPersons) = ([], [])
        default:
            (names, births, sexes, identities, phones, household) = ([], [], [], [], [], nil)
            addresses = texts(HouseholdSchema.address).map(Likeness.folded)
            heads = texts(HouseholdSchema.head, member: PersonOrName.name)
            headPersons = record.values(of: HouseholdSchema.head).compactMap {
                $0[member: PersonOrName.person].reference?.id
            }
        }
    }
}
