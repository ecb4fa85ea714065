import CaseFile
import CaseStore
import CaseWork
import Replication

/// Somebody's part in a case, in a list.
struct CasePartyLine: Sendable {
    let partyHref: String
    let side: String
    let who: String
    let details: String
    let partyIsDisputed: Bool

    init(_ party: CaseFileView.Party, _ values: ShownValues) throws {
        let words = values.words
        let person = party.person
        partyHref = PagePath.record(person?.key ?? party.party.key)
        side = try values.text(CasePartySchema.side, of: party.party) ?? ""
        who =
            try person.flatMap { try values.text(PersonSchema.name, of: $0) }
            ?? values.text(CasePartySchema.person, of: party.party) ?? words.text("case_page.nameless")
        let capacity = party.party.shown(CasePartySchema.capacity)
        details = values.line([
            capacity == .code("self") ? nil : try values.text(CasePartySchema.capacity, of: party.party),
            try values.text(CasePartySchema.represents, of: party.party).map {
                words.text("case_page.represents", ["name": $0])
            },
            try person.flatMap { try values.text(PersonSchema.sex, of: $0) },
            try person.flatMap { try values.text(PersonSchema.birth, of: $0) }.map {
                words.text("case_page.born", ["day": $0])
            },
            person.flatMap { CasePartyLine.death(of: $0, words) },
            try person.flatMap { try values.text(PersonSchema.phone, of: $0) },
        ])
        partyIsDisputed = party.party.isDisputed || person?.isDisputed ?? false
    }

    /// Those who ask first, as the forms have them.
    static func sorted(_ parties: [CaseFileView.Party]) -> [CaseFileView.Party] {
        let sides = [CasePartySchema.applicant, CasePartySchema.opponent]
        func rank(_ party: CaseFileView.Party) -> Int {
            party.party.shown(CasePartySchema.side).plainText.flatMap { sides.firstIndex(of: $0) } ?? sides.count
        }
        return parties.sorted { (rank($0), $0.party.key) < (rank($1), $1.party.key) }
    }

    /// Whether the person has died, with the day where it is known.
    static func death(of person: RecordView, _ words: Words) -> String? {
        let status = person.shown(PersonSchema.lifeStatus)
        guard status[member: PersonSchema.LifeStatus.deceased] == .boolean(true) else { return nil }
        return status[member: PersonSchema.LifeStatus.date].date.map {
            words.text("case_page.died_on", ["day": "\($0)"])
        } ?? words.text("case_page.died")
    }
}
