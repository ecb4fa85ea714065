import CaseFile
import CaseStore
import CaseWork
import Replication

/// The addresses of records.
enum PagePath {
    /// The page that shows a record: a case as one file, everything else field by field.
    static func record(_ key: RecordKey) -> String {
        key.kind == CaseSchema.recordKind ? `case`(key) : fields(key)
    }

    /// A case with everything that belongs to it.
    static func `case`(_ key: RecordKey) -> String { "/case/\(key.scope)/\(key.id)" }

    /// The page that shows any record field by field.
    static func fields(_ key: RecordKey) -> String { "/record/\(key.scope)/\(key.kind.rawValue)/\(key.id)" }

    /// The page that corrects it.
    static func correction(_ key: RecordKey) -> String { fields(key) + "/correct" }

    /// The form by which somebody answers a sign of danger.
    static func safety(of key: RecordKey) -> String { fields(key) + "/safety" }

    /// How a person's own ratings moved.
    static func feelings(of key: RecordKey) -> String { fields(key) + "/feelings" }

    /// Where hidden numbers are shown whole, and that they were is recorded.
    static func reveal(of key: RecordKey) -> String { fields(key) + "/reveal" }

    /// The page that attaches a file to it.
    static func attaching(to key: RecordKey) -> String { fields(key) + "/attach" }

    /// A file that is attached to it.
    static func file(_ hash: Hash, of key: RecordKey) -> String { fields(key) + "/file/\(hash)" }

    /// The page that takes it out of use.
    static func withdrawal(_ key: RecordKey) -> String { fields(key) + "/withdraw" }

    /// The page that puts it back.
    static func reinstatement(_ key: RecordKey) -> String { fields(key) + "/reinstate" }

    /// The page that settles what people disagree about in one register.
    static func conflict(_ register: RegisterNumber, of key: RecordKey) -> String {
        "/conflicts/\(key.scope)/\(key.kind.rawValue)/\(key.id)/\(register.rawValue)"
    }

    /// The whole of one long reading of such a register, named by a change that says so.
    static func reading(_ change: String, about register: RegisterNumber, of key: RecordKey) -> String {
        conflict(register, of: key) + "/" + change
    }

    /// A meeting: recorded, or named by its series.
    static func meeting(_ key: RecordKey) -> String { "/meeting/\(key.scope)/\(key.id)" }

    /// A consultation with its opinions.
    static func consultation(_ key: RecordKey) -> String { "/consult/\(key.scope)/\(key.id)" }

    /// Who works on a case.
    static func team(of key: RecordKey) -> String { "\(self.case(key))/team" }

    /// Where a township answers that was asked to take a case over.
    static func handover(of key: RecordKey) -> String { "\(self.case(key))/handover" }
    static func handingOver(_ key: RecordKey) -> String { "\(self.case(key))/hand-over" }

    /// The minutes of a meeting on paper.
    static func sheet(ofMeeting key: RecordKey) -> String { "/print/meeting/\(key.scope)/\(key.id)" }

    /// The sheet of a visit.
    static func sheet(ofVisit key: RecordKey) -> String { "/print/visit/\(key.scope)/\(key.id)" }

    /// Where a case is handed out.
    static func export(of key: RecordKey) -> String { "\(self.case(key))/export" }

    /// The sheet that both sides of a case sign; of several sessions the one that is named, else the newest.
    static func mediationSheet(of key: RecordKey, sheet: RecordKey? = nil) -> String {
        "/print/case/\(key.scope)/\(key.id)/mediation" + (sheet.map { "?of=\($0.id)" } ?? "")
    }

    /// The form for a visit about a case or to a household or a person.
    static func visit(about key: RecordKey) -> String { "/visit/new?about=\(word(key))" }

    /// The form that plans a visit about a case or to a household.
    static func visitPlan(about key: RecordKey) -> String { fields(key) + "/plan-visit" }

    /// The form by which somebody says that something is done.
    static func done(_ item: DueItem) -> String {
        item.rule == DeadlineRuleBook.Agreed.safety
            ? safety(of: item.key) : fields(item.key) + "/done?rule=\(item.rule.queryEncoded)"
    }

    /// The form that was left unfinished.
    static func draft(_ id: some CustomStringConvertible) -> String { "/visit/draft/\(id)" }

    /// A record as one word, for queries and hidden fields.
    static func word(_ key: RecordKey) -> String { "\(key.scope)-\(key.kind.rawValue)-\(key.id.hexadecimal)" }

    /// The record that `word` wrote; nil for anything else.
    static func key(_ word: String) -> RecordKey? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let scope = UInt64(parts[0], radix: 16), let kind = UInt32(parts[1]),
            let id = RecordID(String(parts[2]))
        else { return nil }
        return RecordKey(scope: ScopeID(rawValue: scope), kind: RecordKind(rawValue: kind), id: id)
    }
}

extension String {
    /// The same as part of a query: what is no letter, digit or hyphen is written by its bytes.
    var queryEncoded: String {
        utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || character == "-" { return String(character) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}

extension RecordID {
    /// Its digits without the hyphens.
    var hexadecimal: String { description.filter { $0 != "-" } }
}

extension PageRequest {
    /// The record that the path names, as `PagePath` writes it. Throws `PageFailure.notFound` for anything else.
    var recordKey: RecordKey {
        get throws(PageFailure) {
            guard let scope = parameters["scope"].flatMap({ UInt64($0, radix: 16) }),
                let kind = parameters["kind"].flatMap({ UInt32($0) }),
                let id = parameters["id"].flatMap({ RecordID($0) })
            else { throw .notFound }
            return RecordKey(scope: ScopeID(rawValue: scope), kind: RecordKind(rawValue: kind), id: id)
        }
    }

    /// The record of this kind that the path names by scope and id. Throws `PageFailure.notFound`.
    func recordKey(_ kind: RecordKind) throws(PageFailure) -> RecordKey {
        guard let scope = parameters["scope"].flatMap({ UInt64($0, radix: 16) }),
            let id = parameters["id"].flatMap({ RecordID($0) })
        else { throw .notFound }
        return RecordKey(scope: ScopeID(rawValue: scope), kind: kind, id: id)
    }
}
