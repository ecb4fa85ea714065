import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// Somebody's word on a pair of registrations.
public struct SamenessVerdict: Sendable {
    public var first: RecordKey
    public var second: RecordKey
    public var isSame: Bool
    public var reason: String

    /// `first` is the one that is shown where they are one.
    public init(first: RecordKey, second: RecordKey, isSame: Bool, reason: String) {
        self.first = first
        self.second = second
        self.isSame = isSame
        self.reason = reason
    }
}

extension CaseWriting {
    /// Says whether two registrations are one; what was said before of the pair stays in the history.
    ///
    /// In the scope of the first, or of the second where only that may be written. Throws `CaseWorkError` as every save,
    /// and `.scopeNotWritable` where neither may.
    public mutating func judge(_ verdict: SamenessVerdict, _ access: CaseAccess<Codec>) throws -> SavedRecord {
        let (first, second) = (verdict.first, verdict.second)
        for key in [first, second] where try access.transaction.state(of: key) == nil {
            throw CaseWorkError.recordNotFound(key.id.description)
        }
        guard first != second, first.kind == second.kind, SamenessSchema.kinds.contains(first.kind) else {
            throw CaseWorkError.notComparable(first, second)
        }
        let writable = Set(access.writableScopes.map(\.number))
        if !writable.contains(first.scope), !writable.contains(second.scope) { try access.demandWritable(first.scope) }
        let places = access.reading.verdictKeys(first, second).filter { writable.contains($0.scope) }
        let standing = try places.first { try access.transaction.state(of: $0) != nil }
        guard let place = standing ?? places.first else { throw CaseWorkError.scopeNotWritable("\(first.scope)") }
        let kept = verdict.isSame ? FieldValue.string(CaseWriting.text(of: first, from: place)) : .null
        var fields: TypedFields = [
            ("verdict", .string(verdict.isSame ? SamenessSchema.same : SamenessSchema.different)),
            ("reason", .string(verdict.reason)),
        ]
        if standing != nil {
            fields.append(("kept", kept))
            if try access.reading.merged(place)?.isWithdrawn == true {
                _ = try reinstate(LifecycleEdit(record: place, reason: verdict.reason))
            }
            return try correct(RecordCorrection(record: place, fields: fields))
        }
        if verdict.isSame { fields.append(("kept", kept)) }
        fields.append(("first", .string(CaseWriting.text(of: first, from: place))))
        fields.append(("second", .string(CaseWriting.text(of: second, from: place))))
        return try create(RecordDraft(kind: "sameness", id: place.id, fields: fields), in: place.scope)
    }

    /// As a reference of several kinds is typed.
    private static func text(of key: RecordKey, from place: RecordKey) -> String {
        "\(key.kind.rawValue):\(key.id)" + (key.scope == place.scope ? "" : "@\(key.scope)")
    }
}
