import Causality
import Replication
import WireProtocol

/// Turns changes of the workload into drafts of the program's own.
///
/// The program names records by time-ordered ids, so a record's name in the workload becomes one: the time of the
/// change that creates it and bits of the name. The rows of the comparison have the same ids.
struct DraftWriter {
    private let codec = ProtobufChangeCodec()
    private var ids: [String: RecordID] = [:]

    /// A draft that supersedes `supersedes`. Throws `WorkloadError` for what the catalog mapping does not know.
    mutating func draft(
        _ change: WorkloadChange, author: RecordID, supersedes: [ChangeID]
    ) throws -> ChangeDraft {
        let record = try id(of: change.record, createdAt: change.wallclock)
        var values: [RegisterNumber: Value] = [:]
        var order: [RegisterNumber] = []
        let places = CatalogMapping.places(change.kind)
        for field in change.fields {
            guard let place = places[field.name] else {
                throw WorkloadError.unknownField(kind: change.kind.rawValue, field: field.name)
            }
            guard let value = try value(field.value, place.form) else { continue }
            let before = values[place.register]
            if before == nil { order.append(place.register) }
            values[place.register] = DraftWriter.put(value, place.path, into: before)
        }
        return ChangeDraft(
            kind: CatalogMapping.kind(change.kind), record: record, author: author, supersedes: supersedes,
            writes: order.compactMap { register in
                values[register].map { ChangeBody.Write(register: register, value: codec.encode($0)) }
            })
    }

    /// The key of the record that a change touches; the change must have been drafted or its record named before.
    func key(of change: WorkloadChange, in scope: ScopeID) throws -> RecordKey {
        guard let id = ids[change.record] else { throw WorkloadError.unknownRecord(change.record) }
        return RecordKey(scope: scope, kind: CatalogMapping.kind(change.kind), id: id)
    }

    private mutating func id(of name: String, createdAt time: Int64) throws -> RecordID {
        if let known = ids[name] { return known }
        guard let raw = RecordID(name) else { throw WorkloadError.badRecord(name) }
        let id = RecordID(
            unixMilliseconds: time,
            random: (UInt64(truncatingIfNeeded: raw.rawValue >> 64), UInt64(truncatingIfNeeded: raw.rawValue)))
        ids[name] = id
        return id
    }

    private func value(_ field: WorkloadChange.FieldValue, _ form: FieldPlace.Form) throws -> Value? {
        switch (field, form) {
        case (.text(""), _): return nil
        case (.text(let name), .reference(let kind)):
            guard let id = ids[name] else { throw WorkloadError.unknownRecord(name) }
            return .reference(Reference(kind: CatalogMapping.kind(kind), id: id))
        case (.text(let text), .code): return .code(text)
        case (.text(let text), _): return .text(text)
        case (.number(let days), .date): return CivilDate(daysSince1970: Int(days)).map { .date($0) }
        case (.number(let days), .instantOfDay): return .instant(days * 86_400_000)
        case (.number(let number), .code): return .code(String(number))
        case (.number(let number), _): return .integer(number)
        }
    }

    private static func put(_ value: Value, _ path: FieldPlace.Path, into before: Value?) -> Value {
        switch (path, before) {
        case (.whole, _): value
        case (.member(let number), .group(let members)?): .group(members + [GroupMember(number, value)])
        case (.member(let number), _): .group([GroupMember(number, value)])
        case (.item(let number), .list(let items)?): .list(items + [.group([GroupMember(number, value)])])
        case (.item(let number), _): .list([.group([GroupMember(number, value)])])
        }
    }
}
