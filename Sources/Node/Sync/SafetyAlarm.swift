import CaseFile
import Replication

/// Which changes say that somebody may be in danger: those that raise the safety flag in any field that has one.
struct SafetyAlarm {
    /// Fields with the flag, by kind. Looked up; never iterated.
    private let registers: [RecordKind: [RegisterNumber]]

    init(_ catalog: Catalog) {
        registers = Dictionary(
            catalog.kinds.map { kind in (kind.kind, kind.registers.filter { $0.type == Safety.type }.map(\.number)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether the change raises the flag.
    func isRaised(by body: ChangeBody, _ codec: some ChangeCodec) -> Bool {
        let wanted = registers[body.kind] ?? []
        return !wanted.isEmpty
            && body.writes.contains { write in
                guard wanted.contains(write.register), case .group(let members) = codec.decode(write.value) else {
                    return false
                }
                return members.contains { $0.number == Safety.raised && $0.value == .boolean(true) }
            }
    }

    /// Whether any change of a request does.
    func isRaised(in segments: [Segment], _ codec: some ChangeCodec) -> Bool {
        segments.contains { segment in
            segment.log.scope != .directory
                && segment.entries.contains { entry in
                    entry.content(codec).map { isRaised(by: $0, codec) } ?? false
                }
        }
    }
}
