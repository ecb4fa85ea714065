import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication
import WireProtocol

/// A record as `show` gives it: every field with its readings.
public struct RecordReply: Codable, Hashable, Sendable {
    /// Somebody who says a value.
    public struct Voice: Codable, Hashable, Sendable {
        public let change: String
        public let author: String
        public let authorName: String
        /// Who typed, where that is another (代录).
        public let enteredByName: String?
        /// Milliseconds since 1970 by the writing machine's clock.
        public let recordedAt: Int64
        /// Whether this machine wrote it while its clock was off.
        public let isTimeSuspect: Bool
    }

    /// One distinct value of a field.
    public struct Reading: Codable, Hashable, Sendable {
        public let value: JSONValue
        public let text: Wording
        /// Whether numbers in it have their middle hidden.
        public let isMasked: Bool
        /// Newest first.
        public let voices: [Voice]
    }

    /// One field.
    public struct Field: Codable, Hashable, Sendable {
        public let register: UInt32
        /// Its name in the catalog; the number where this program does not know it.
        public let name: String
        public let label: Wording
        public let isDisputed: Bool
        /// The shown one first; more than one where people disagree.
        public let readings: [Reading]
    }

    public let record: RecordName
    public let fields: [Field]
    public let isDisputed: Bool
    /// Required fields without a value.
    public let missing: [Wording]
    public let isWithdrawn: Bool
    public let withdrawalReason: String?
    /// `here`, `upstream` or `county`: the least that any of its changes has come.
    public let custody: String
    /// To be given back with `--seen`.
    public let seen: String
    /// Milliseconds since 1970.
    public let recordedAt: Int64

    /// Whether anything in it is shown with its middle hidden.
    public var isMasked: Bool { fields.contains { $0.readings.contains(where: \.isMasked) } }
    /// Whether anything in it was recorded by a clock that was off.
    public var isTimeSuspect: Bool {
        fields.contains { $0.readings.contains { $0.voices.contains(where: \.isTimeSuspect) } }
    }

    /// The field of this name, where anybody wrote it.
    public func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// Turns what the use cases read into replies.
struct RecordReplies {
    let access: CaseAccess
    private let titles: RecordTitles
    private let values: ShownValues
    let reveals: Bool

    /// `reveals` gives sensitive numbers whole.
    init(_ access: CaseAccess, reveals: Bool) {
        self.access = access
        self.reveals = reveals
        titles = RecordTitles(access)
        values = ShownValues(access, reveals: reveals)
    }

    func reply(_ view: RecordView) throws -> RecordReply {
        let bodies = try access.transaction.changes(touching: view.key).map { stored in
            (change: stored.change, enteredBy: try? access.engine.codec.decodeBody(stored.body).enteredBy)
        }
        func voice(_ sibling: RecordState.Sibling) throws -> RecordReply.Voice {
            let enteredBy = bodies.first { $0.change == sibling.change }?.enteredBy
            return RecordReply.Voice(
                change: sibling.change.description, author: sibling.author.description,
                authorName: access.directory.name(ofUser: sibling.author),
                enteredByName: enteredBy.map { access.directory.name(ofUser: $0) }, recordedAt: sibling.recordedAt,
                isTimeSuspect: try access.suspectTimes.contains(sibling.change))
        }
        func field(_ field: FieldView) throws -> RecordReply.Field {
            let kind = view.key.kind
            return RecordReply.Field(
                register: field.register.rawValue, name: field.definition?.name ?? "\(field.register.rawValue)",
                label: Wording(access.catalog.label(of: field.register, in: kind)), isDisputed: field.isDisputed,
                readings: try field.readings.map { reading in
                    let shown = try values.shown(reading.value, field.register, in: view.key)
                    return RecordReply.Reading(
                        value: shown.value, text: shown.text, isMasked: shown.isMasked,
                        voices: try reading.siblings.map(voice))
                })
        }
        return RecordReply(
            record: try titles.name(of: view.key),
            fields: try (view.fields + [view.lifecycle].compactMap(\.self)).map(field), isDisputed: view.isDisputed,
            missing: view.missing.map { Wording($0.label) }, isWithdrawn: view.isWithdrawn,
            withdrawalReason: view.withdrawalReason, custody: view.custody.word, seen: view.seen.description,
            recordedAt: view.recordedAt)
    }
}

extension Custody {
    /// The stable word for programs.
    var word: String {
        switch self {
        case .here: "here"
        case .upstream: "upstream"
        case .county: "county"
        }
    }
}
