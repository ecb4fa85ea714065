import CaseFile
import Replication

/// What a column of a ledger means.
enum LedgerTarget: Hashable {
    /// Somebody or something of the case that a row tells of, and the kind of its record.
    enum Subject: String, CaseIterable {
        case `case`
        case applicant
        case opponent
        case demand
        case agreement

        var kind: RecordKind {
            switch self {
            case .case: CaseSchema.recordKind
            case .applicant, .opponent: PersonSchema.recordKind
            case .demand: DemandSchema.recordKind
            case .agreement: AgreementSchema.recordKind
            }
        }

        /// The side of a party; nil for who is none.
        var side: String? {
            switch self {
            case .applicant: CasePartySchema.applicant
            case .opponent: CasePartySchema.opponent
            default: nil
            }
        }
    }

    /// One register of a record, or one member of it.
    case field(Subject, register: String, member: String?)
    /// Names of people, each with a telephone number behind it or without.
    case people(Subject)
    /// 姓名/职务/电话 of who leads the case or is responsible for it.
    case officer(register: String)
    /// 村(社区): where the case is recorded.
    case village
    /// 乡镇(街道): where the village is, and where the case is recorded that has none.
    case township
    /// 是否化解, 化解状态: what it says of the stage and the end.
    case standing
    /// 化解情况: the outcome of what is resolved; else kept.
    case outcome
    /// 化解时限: the day of the next step.
    case due
    /// No register: the words are kept in the case, as the ledger has them.
    case keep
    /// Left out: 序号, or what another column says as well.
    case ignore

    private static let words: [(String, LedgerTarget)] = [
        ("applicants", .people(.applicant)), ("opponents", .people(.opponent)), ("lead", .officer(register: "lead")),
        ("responsible", .officer(register: "responsible")), ("village", .village), ("township", .township),
        ("standing", .standing), ("outcome", .outcome), ("due", .due), ("keep", .keep), ("ignore", .ignore),
    ]

    /// As a mapping file writes it: `case.title`, `applicant.identity.number`, `keep`.
    var text: String {
        if case .field(let subject, let register, let member) = self {
            return ([subject.rawValue, register] + (member.map { [$0] } ?? [])).joined(separator: ".")
        }
        return LedgerTarget.words.first { $0.1 == self }?.0 ?? ""
    }

    /// Reads what a mapping file says. Throws `CaseWorkError` with what could stand there.
    init(_ text: String, _ catalog: Catalog) throws(CaseWorkError) {
        if let word = LedgerTarget.words.first(where: { $0.0 == text })?.1 {
            self = word
            return
        }
        let parts = text.split(separator: ".").map(String.init)
        guard (2...3).contains(parts.count), let subject = Subject(rawValue: parts[0]),
            let kind = catalog.kind(subject.kind)
        else {
            let subjects = Subject.allCases.map { "\($0.rawValue).…" }
            throw .ledger(.targetUnknown(text, known: LedgerTarget.words.map(\.0) + subjects))
        }
        guard let register = FieldReader.definition(named: parts[1], of: kind) else {
            throw .ledger(.targetUnknown(text, known: kind.registers.map { "\(subject.rawValue).\($0.name)" }))
        }
        // A name makes the person that the other columns tell of.
        if subject.side != nil, register.number == PersonSchema.name {
            self = .people(subject)
            return
        }
        guard parts.count == 3 else {
            self = .field(subject, register: register.name, member: nil)
            return
        }
        guard case .group(let members) = register.type, let member = members.first(where: { $0.name == parts[2] })
        else {
            throw .ledger(.targetUnknown(text, known: ["\(subject.rawValue).\(register.name)"]))
        }
        self = .field(subject, register: register.name, member: member.name)
    }

    /// Whether every case can be given one value for it.
    var takesConstant: Bool {
        switch self {
        case .field(.case, _, _), .standing, .village, .township: true
        default: false
        }
    }

    /// The type of what it holds; nil where it is no single field.
    func type(_ catalog: Catalog) -> ValueType? {
        guard case .field(let subject, let register, let member) = self,
            let definition = catalog.kind(subject.kind)?.register(named: register)
        else { return nil }
        guard let member else { return definition.type }
        guard case .group(let members) = definition.type else { return nil }
        return members.first { $0.name == member }?.type
    }
}
