import CaseFile
import CaseWork
import Replication

/// Records new records and writes over fields of others, all in one unit: a visit with its feelings and the case's next
/// step, an agreement with its milestones, or a single person.
///
/// The way of `tingsu add` and of every command with a form of its own.
public struct SaveRecordsCommand: NodeCommand {
    public typealias Reply = SaveReply

    /// A record to be made.
    public struct NewRecord: Codable, Hashable, Sendable {
        /// Name or label of the kind.
        public var kind: String
        /// By which other parts name it, as `@name`.
        public var name: String?
        public var fields: [TypedField]
        public var note: String?

        public init(_ kind: String, name: String? = nil, fields: [TypedField], note: String? = nil) {
            self.kind = kind
            self.name = name
            self.fields = fields
            self.note = note
        }
    }

    /// New values for fields of a record that is there.
    public struct Correction: Codable, Hashable, Sendable {
        /// What the record is called.
        public var record: String
        /// The kind that is meant, where the command says so.
        public var kind: String?
        public var fields: [TypedField]
        /// The token of `show`; nil where the command itself is the look.
        public var seen: String?
        public var note: String?

        public init(record: String, kind: String? = nil, fields: [TypedField], seen: String? = nil, note: String? = nil)
        {
            self.record = record
            self.kind = kind
            self.fields = fields
            self.seen = seen
            self.note = note
        }
    }

    public static let name = "save-records"

    public var records: [NewRecord]
    public var corrections: [Correction]
    /// Code, name or scope number; nil where the records that are named say it, or only one is possible.
    public var area: String?
    public var speaker: Speaker

    public init(records: [NewRecord] = [], corrections: [Correction] = [], area: String? = nil, speaker: Speaker) {
        self.records = records
        self.corrections = corrections
        self.area = area
        self.speaker = speaker
    }

    public func run(on node: LocalNode) async throws -> SaveReply {
        let command = self
        return try await node.record(as: speaker) { access, author, writing in
            let plan = try command.plan(access, author)
            let saved = try writing.save(plan.edits, in: plan.scope)
            return try SaveReply(saved, access.with(writing.engine), derived: plan.derived)
        }
    }

    private struct Plan {
        let edits: [RecordEdit]
        let scope: ScopeID
        /// Of each edit what it derived, in words.
        let derived: [Label?]
    }

    private func plan(_ access: CaseAccess, _ author: RecordID) throws -> Plan {
        let anywhere = RecordNaming(access: access, scopes: try access.readScopes(area: area))
        let targets = try corrections.map { correction in
            try anywhere.key(
                meantBy: correction.record, kinds: correction.kind.map { [try access.kind(named: $0).kind] })
        }
        let scope: ScopeID
        if area == nil, let named = try targets.first?.scope ?? namedScope(anywhere) {
            scope = named
            try access.demandWritable(scope)
        } else {
            scope = try access.writeScope(area: area)
        }
        // References may lead into other areas also where the record itself is to lie in this one.
        let fields = FieldNaming(naming: RecordNaming(access: access, scopes: nil), author: author, scope: scope)
        var derived: [Label?] = []
        var edits: [RecordEdit] = try records.map { record in
            let kind = try access.kind(named: record.kind)
            let whole = CategoryProposal.completing(record.fields.typed, of: kind, in: access.catalog)
            derived.append(whole.derived)
            return .create(
                RecordDraft(
                    kind: kind.name, localName: record.name, fields: try fields.resolve(whole.fields, of: kind),
                    note: record.note))
        }
        edits += try zip(corrections, targets).map { correction, key in
            .correct(
                RecordCorrection(
                    record: key, fields: try fields.resolve(correction.fields.typed, of: access.catalog.kind(key.kind)),
                    seen: try correction.seen.map { try SeenToken($0) }, note: correction.note))
        }
        return Plan(edits: edits, scope: scope, derived: derived)
    }

    /// The scope of the first record of a case file that a new record names: what belongs to a case lies with it.
    private func namedScope(_ naming: RecordNaming) throws -> ScopeID? {
        for record in records {
            let kind = try naming.access.kind(named: record.kind)
            for field in record.fields {
                guard case .string(let text) = field.value.field, !text.trimmed.isEmpty, !text.hasPrefix("@"),
                    case .reference(let kinds)? = FieldNaming.register(named: field.name, of: kind)?.type,
                    kinds.allSatisfy({ naming.access.catalog.kind($0)?.scopeClass == .village })
                else { continue }
                return try naming.key(meantBy: text, kinds: kinds).scope
            }
        }
        return nil
    }
}

extension CaseAccess {
    /// The kind that `name` means: its name or a label.
    func kind(named name: String) throws -> KindDefinition {
        if let kind = catalog.kind(named: name) { return kind }
        let match = catalog.kinds.first { kind in
            Language.allCases.contains { kind.label.text(in: $0).lowercased() == name.lowercased() }
        }
        guard let match else {
            throw CaseWorkError.unknownKind(name, known: catalog.kinds.filter { $0.scopeClass == .village }.map(\.name))
        }
        return match
    }
}
