import CaseFile
public import Causality
public import Replication

/// One change that raised a sign of danger, and what it said.
///
/// Every admitted change counts that ever did, also one that was corrected or taken back since: to lower a sign is a
/// statement, and no answer to it. So the day on which a sign was first raised never moves, and what was once raised waits
/// until somebody answers. Of a record's changes and of nothing else: a rebuild finds the same ones.
public struct SafetyRaise: Hashable, Sendable {
    public let change: ChangeID
    public let author: RecordID
    /// Milliseconds since 1970, by the machine at which it was raised.
    public let recordedAt: Int64
    public let value: Value

    /// Those among the changes of a record, by time, each once.
    public static func all(
        of kind: RecordKind, in changes: [StoredChange], _ codec: some ChangeCodec
    ) -> [SafetyRaise] {
        guard let register = Safety.register(of: kind) else { return [] }
        var found: [SafetyRaise] = []
        for stored in changes where stored.standing == .applied {
            guard !found.contains(where: { $0.change == stored.change }),
                let body = try? codec.decodeBody(stored.body),
                let write = body.writes.first(where: { $0.register == register })
            else { continue }
            let value = codec.decode(write.value)
            guard value[member: Safety.raised] == .boolean(true) else { continue }
            found.append(
                SafetyRaise(
                    change: stored.change, author: body.author, recordedAt: body.recordedAt, value: value))
        }
        return found.sorted { ($0.recordedAt, $0.change) < ($1.recordedAt, $1.change) }
    }

    /// Whether an answer ends this: its author had seen it. Of a disputed list only what all readings name counts; an
    /// answer without one ends all, as its program knew no other way.
    public func isAnswered(by answer: MergedRecord<some ChangeCodec>) -> Bool {
        answer.values(of: AnsweredSigns.register).allSatisfy { signs in
            guard case .list(let items) = signs else { return signs == .none }
            return items.contains(.text(change.description))
        }
    }
}
