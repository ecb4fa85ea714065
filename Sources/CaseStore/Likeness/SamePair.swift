import CaseFile
import Replication

/// One side of a pair of registrations that a record says are one.
struct SamePair: Hashable {
    let one: RecordKey
    let other: RecordKey
    /// Whether `one` is the registration that is shown.
    let isKept: Bool

    /// Both sides, where every reading of the verdict says that they are one: what people disagree about joins nothing.
    static func pairs(of record: MergedRecord<some ChangeCodec>) -> [SamePair] {
        guard record.key.kind == SamenessSchema.recordKind,
            record.allSay(SamenessSchema.verdict, { $0 == .code(SamenessSchema.same) }),
            let first = key(record, SamenessSchema.first), let second = key(record, SamenessSchema.second),
            first != second, first.kind == second.kind
        else { return [] }
        let kept = key(record, SamenessSchema.kept) ?? first
        return [
            SamePair(one: first, other: second, isKept: kept == first),
            SamePair(one: second, other: first, isKept: kept == second),
        ]
    }

    private static func key(_ record: MergedRecord<some ChangeCodec>, _ register: RegisterNumber) -> RecordKey? {
        record.shown(register).reference.map {
            RecordKey(scope: $0.scope ?? record.key.scope, kind: $0.kind, id: $0.id)
        }
    }
}
