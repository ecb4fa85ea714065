import CaseFile
import CaseWork
import Replication

/// Who speaks in a change, and who types where that is another (代录); each by name or id.
public struct Speaker: Codable, Hashable, Sendable {
    /// Nil where this machine has one person only.
    public var author: String?
    public var enteredBy: String?

    public init(author: String? = nil, enteredBy: String? = nil) {
        self.author = author
        self.enteredBy = enteredBy
    }

    /// The people by their ids.
    struct People {
        let author: RecordID
        let enteredBy: RecordID?
    }

    /// Finds them. Throws `CommandFailure` where nobody or several could be meant.
    func resolve(_ access: CaseAccess) throws -> People {
        People(
            author: try author.map { try Speaker.user(meantBy: $0, access) } ?? Speaker.onlyPerson(access),
            enteredBy: try enteredBy.map { try Speaker.user(meantBy: $0, access) })
    }

    /// A person of this machine goes before one of the same name elsewhere in the county.
    private static func user(meantBy text: String, _ access: CaseAccess) throws -> RecordID {
        let here = access.people.filter { $0.name == text }
        if here.count == 1 { return here[0].id }
        return try access.directory.user(meantBy: text).id
    }

    private static func onlyPerson(_ access: CaseAccess) throws -> RecordID {
        let people = access.people
        if people.count == 1 { return people[0].id }
        guard !people.isEmpty else {
            throw CommandFailure(
                kind: .badInput, code: "author-missing", zhHans: "本机没有登记使用人，请用 --as 写明是谁说的",
                en: "nobody is registered on this machine: say with --as who speaks")
        }
        let names = people.map(\.name)
        throw CommandFailure(
            kind: .badInput, code: "author-missing", zhHans: "本机有几位使用人：\(names.joined(separator: "、"))；请用 --as 写明是谁说的",
            en: "several people use this machine (\(names.joined(separator: ", "))): say with --as who speaks")
    }
}
