public import CaseFile
import Causality
public import Replication

/// Fields as somebody typed them: a register's name, label or number, and its value in the shape of JSON.
public typealias TypedFields = [(name: String, value: FieldValue)]

/// A new record, as somebody fills it in.
public struct RecordDraft: Sendable {
    /// The kind's name, such as `visit`.
    public var kind: String
    /// An id given from outside, for imports that must not double; nil for a new one.
    public var id: RecordID?
    /// How other drafts of the same save name it: `visit` for references written `@visit`.
    public var localName: String?
    public var fields: TypedFields
    public var note: String?
    /// Of an answer to a sign of danger: the raisings, by change id, that its author was looking at; nil for all that are held
    /// here.
    var seenSigns: [String]?

    public init(
        kind: String, id: RecordID? = nil, localName: String? = nil, fields: TypedFields, note: String? = nil
    ) {
        self.kind = kind
        self.id = id
        self.localName = localName
        self.fields = fields
        self.note = note
    }
}

/// New values for fields of a record.
public struct RecordCorrection: Sendable {
    public var record: RecordKey
    public var fields: TypedFields
    /// What the author was looking at; nil where the command itself is the look.
    public var seen: SeenToken?
    public var note: String?

    public init(record: RecordKey, fields: TypedFields, seen: SeenToken? = nil, note: String? = nil) {
        self.record = record
        self.fields = fields
        self.seen = seen
        self.note = note
    }
}

/// Takes a record out of use (作废), or puts it back.
public struct LifecycleEdit: Sendable {
    public var record: RecordKey
    public var reason: String
    public var seen: SeenToken?

    public init(record: RecordKey, reason: String, seen: SeenToken? = nil) {
        self.record = record
        self.reason = reason
        self.seen = seen
    }
}

/// Ends a disagreement about one field.
public struct Settlement: Sendable {
    /// What the field is to say.
    public enum Choice: Sendable {
        /// One of its readings, by the first digits of a change that says it.
        case reading(String)
        /// Something else.
        case value(FieldValue)
    }

    public var record: RecordKey
    /// The register's name, label or number.
    public var field: String
    public var choice: Choice
    public var reason: String
    /// The readings that the one who settles looked at; one that arrived since stays beside the result.
    public var seen: SeenToken

    public init(record: RecordKey, field: String, choice: Choice, reason: String, seen: SeenToken) {
        self.record = record
        self.field = field
        self.choice = choice
        self.reason = reason
        self.seen = seen
    }
}

/// One part of a save.
public enum RecordEdit: Sendable {
    case create(RecordDraft)
    case correct(RecordCorrection)
    case withdraw(LifecycleEdit)
    case reinstate(LifecycleEdit)
    case settle(Settlement)
}

/// What a save did to one record.
public struct SavedRecord: Sendable {
    public let key: RecordKey
    public let localName: String?
    public let change: StoredChange
    /// What a form that stays open has seen now.
    public let seen: SeenToken
    /// Registers of this change that have other readings beside it: a value arrived that its author had not seen.
    public let disputed: [RegisterNumber]
    /// What somebody should look at, although it was saved.
    public let warnings: [DraftProblem]
}
