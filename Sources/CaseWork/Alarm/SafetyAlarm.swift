public import CaseFile
public import Replication

/// Which changes say that somebody may be in danger: those that raise the safety flag in any field that has one.
public struct SafetyAlarm: Sendable {
    /// Fields with the flag, by kind. Looked up; never iterated.
    private let registers: [RecordKind: [RegisterNumber]]

    public init(_ catalog: Catalog) {
        registers = Dictionary(
            catalog.kinds.map { kind in (kind.kind, kind.registers.filter { $0.type == Safety.type }.map(\.number)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether the change raises the flag.
    public func isRaised(by body: ChangeBody, _ codec: some ChangeCodec) -> Bool {
        let wanted = registers[body.kind] ?? []
        return !wanted.isEmpty
            && body.writes.contains { write in
                guard wanted.contains(write.register), case .group(let members) = codec.decode(write.value) else {
                    return false
                }
                return members.contains { $0.number == Safety.raised && $0.value == .boolean(true) }
            }
    }

    /// The changes of a request that do.
    public func raised(in segments: [Segment], _ codec: some ChangeCodec) -> [WaitingAlarms.Alarm] {
        segments.filter { $0.log.scope != .directory }.flatMap { segment in
            segment.entries.compactMap { entry in
                guard let body = entry.content(codec), isRaised(by: body, codec) else { return nil }
                return WaitingAlarms.Alarm(
                    of: RecordKey(scope: segment.log.scope, kind: body.kind, id: body.record),
                    by: Hash(of: entry.body).changeID)
            }
        }
    }
}
