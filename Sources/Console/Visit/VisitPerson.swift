import CaseFile
import CaseStore
import CaseWork
import ReplicaStore
import Replication

/// Somebody whom one may meet at a visit.
struct VisitPerson: Sendable {
    let key: RecordKey
    let name: String
    /// What tells them apart: their side in the case, their place in the household, the year of birth.
    let detail: String
    let isDeceased: Bool

    /// How the names of their fields begin.
    var mark: String { key.id.hexadecimal }

    /// The members of the questionnaire, in the order in which they are asked.
    static let questions = ["anxious", "worry", "interest", "mood"]

    /// The name of a field about a person: `p.MARK.before`.
    static func field(_ mark: String, _ name: String) -> String { block(mark) + ".\(name)" }

    /// How the names of all fields about a person begin.
    static func block(_ mark: String) -> String { "p.\(mark)" }

    /// The parties of the case, the household's members and those whom the form names, each once, in this order.
    static func people(
        of caseFile: RecordKey?, _ household: RecordKey?, named: [RecordKey], _ access: PageAccess, _ words: Words
    ) throws -> [VisitPerson] {
        let language = words.language
        var people: [VisitPerson] = []
        func add(_ key: RecordKey, _ part: String?, evenIfDeceased: Bool) throws {
            guard key.kind == PersonSchema.recordKind, !people.contains(where: { $0.key == key }),
                let item = try access.queries.personItem(key), !item.marks.isWithdrawn,
                evenIfDeceased || !item.isDeceased
            else { return }
            let relation = item.relation.map {
                access.catalog.text(
                    for: .code($0), as: .code(.householdRelation), in: language, from: .village)
            }
            let birth = item.birth.map { words.text("visit.born", ["year": "\($0.year)"]) }
            // A party may have been met before they died, and the visit be entered late.
            let died = item.isDeceased ? words.text("case_page.died") : nil
            let detail = [part, relation, birth, died].compactMap(\.self)
                .joined(separator: words.text("visit.detail_joint"))
            people.append(VisitPerson(key: key, name: item.name, detail: detail, isDeceased: item.isDeceased))
        }
        if let caseFile {
            for party in try access.queries.children(of: caseFile, kind: CasePartySchema.recordKind) {
                let view = try access.reading.record(party)
                guard let person = view.shown(CasePartySchema.person).reference else { continue }
                let side = access.catalog.text(
                    for: view.shown(CasePartySchema.side), of: CasePartySchema.side, in: party.kind, language: language)
                let key = RecordKey(scope: person.scope ?? party.scope, kind: person.kind, id: person.id)
                try add(key, side, evenIfDeceased: true)
            }
        }
        if let household {
            for member in try access.queries.members(of: household) { try add(member.key, nil, evenIfDeceased: false) }
        }
        for key in named { try add(key, nil, evenIfDeceased: true) }
        return people
    }
}
