public import Causality

/// Makes the changes by which the center writes the directory, with the numbers of `DirectorySchema`.
///
/// The one place that spells these records out, beside `DirectoryReader` which reads them.
public struct DirectoryDraft<Codec: ChangeCodec>: Sendable {
    public let codec: Codec
    /// The person in whose name the center writes.
    public let author: RecordID

    public init(codec: Codec, author: RecordID) {
        self.codec = codec
        self.author = author
    }

    /// An area with its code and name, below another.
    public func area(_ id: RecordID, code: String, name: String, parent: RecordID?) -> ChangeDraft {
        typealias Register = DirectorySchema.Area
        return draft(
            DirectorySchema.areaKind, id,
            [
                (Register.code, .text(code)), (Register.name, .text(name)),
                (Register.parent, parent.map { .reference(Reference(kind: DirectorySchema.areaKind, id: $0)) }),
            ])
    }

    /// The end of an area that became part of another on a day.
    public func areaEnd(
        _ id: RecordID, on day: CivilDate, successor: RecordID, reason: String?, supersedes: [ChangeID]
    ) -> ChangeDraft {
        typealias Register = DirectorySchema.Area
        let end: [GroupMember?] = [
            GroupMember(Register.endedOnMember, .date(day)),
            GroupMember(
                Register.successorMember, .reference(Reference(kind: DirectorySchema.areaKind, id: successor))),
            reason.map { GroupMember(Register.endReasonMember, .text($0)) },
        ]
        return draft(
            DirectorySchema.areaKind, id, [(Register.ended, .group(end.compactMap(\.self)))], supersedes: supersedes)
    }

    /// A scope and the area whose records it holds.
    public func scope(_ id: RecordID, number: ScopeID, area: RecordID?, purpose: String) -> ChangeDraft {
        typealias Register = DirectorySchema.Scope
        return draft(
            DirectorySchema.scopeKind, id,
            [
                (Register.number, .text(number.description)), (Register.purpose, .code(purpose)),
                (Register.area, area.map { .reference(Reference(kind: DirectorySchema.areaKind, id: $0)) }),
            ])
    }

    /// A person who may author changes.
    public func user(
        _ id: RecordID, name: String, area: RecordID?, role: String, organisation: String?
    ) -> ChangeDraft {
        typealias Register = DirectorySchema.User
        return draft(
            DirectorySchema.userKind, id,
            [
                (Register.name, .text(name)), (Register.role, .code(role)),
                (Register.area, area.map { .reference(Reference(kind: DirectorySchema.areaKind, id: $0)) }),
                (Register.organisation, organisation.map { .text($0) }),
            ])
    }

    /// A machine with its key; its record's id is the key's device id.
    public func device(
        _ key: DeviceKey, name: String, role: String, area: RecordID?, people: [RecordID]
    ) -> ChangeDraft {
        typealias Register = DirectorySchema.Device
        return draft(
            DirectorySchema.deviceKind, key.device,
            [
                (Register.publicKey, .text(Hexadecimal.encode(key.x963))), (Register.name, .text(name)),
                (Register.role, .code(role)),
                (Register.area, area.map { .reference(Reference(kind: DirectorySchema.areaKind, id: $0)) }),
                (
                    Register.people,
                    .list(people.map { .reference(Reference(kind: DirectorySchema.userKind, id: $0)) })
                ),
            ])
    }

    /// The right of a device to read, or to read and write, one scope.
    public func grant(_ id: RecordID, device: RecordID, scope: ScopeID, mayWrite: Bool) -> ChangeDraft {
        typealias Register = DirectorySchema.Grant
        let terms: Value = .group([
            GroupMember(Register.deviceMember, .reference(Reference(kind: DirectorySchema.deviceKind, id: device))),
            GroupMember(Register.scopeMember, .text(scope.description)),
            GroupMember(Register.rightsMember, .code(mayWrite ? Register.write : Register.read)),
        ])
        return draft(DirectorySchema.grantKind, id, [(Register.terms, terms)])
    }

    /// The end of all grants of a device: of each of its logs, `heads` names the last change that is admitted.
    public func grantEnd(_ id: RecordID, device: RecordID, heads: [LogPosition], reason: String) -> ChangeDraft {
        typealias Register = DirectorySchema.GrantEnd
        let list: [Value] = heads.sorted { $0.log < $1.log }.map { head in
            .group([
                GroupMember(Register.headScopeMember, .text(head.scope.description)),
                GroupMember(Register.headReplicaMember, .text(head.replica.description)),
                GroupMember(Register.headSeqMember, .integer(Int64(clamping: head.seq))),
                GroupMember(Register.headHashMember, .text(head.hash.description)),
            ])
        }
        let terms: Value = .group([
            GroupMember(Register.deviceMember, .reference(Reference(kind: DirectorySchema.deviceKind, id: device))),
            GroupMember(Register.headsMember, .list(list)),
            GroupMember(Register.reasonMember, .text(reason)),
        ])
        return draft(DirectorySchema.grantEndKind, id, [(Register.terms, terms)])
    }

    /// Takes an entry of the directory out of use; `supersedes` what of it was seen.
    public func withdrawal(
        of kind: RecordKind, _ id: RecordID, reason: String, supersedes: [ChangeID]
    ) -> ChangeDraft {
        draft(
            kind, id,
            [
                (
                    DirectorySchema.lifecycle,
                    .group([GroupMember(1, .code("withdrawn")), GroupMember(2, .text(reason))])
                )
            ], supersedes: supersedes)
    }

    /// A ruling that admits or holds one change; `supersedes` the ruling that it corrects.
    public func ruling(
        _ id: RecordID, change: ChangeID, of record: RecordKey, admits: Bool, reason: String,
        supersedes: [ChangeID] = []
    ) -> ChangeDraft {
        typealias Register = DirectorySchema.Ruling
        let reference = Reference(scope: record.scope, kind: record.kind, id: record.id)
        return draft(
            DirectorySchema.rulingKind, id,
            [
                (Register.change, .text(change.description)), (Register.record, .reference(reference)),
                (Register.verdict, .code(admits ? Register.admit : Register.hold)), (Register.reason, .text(reason)),
            ], supersedes: supersedes)
    }

    private func draft(
        _ kind: RecordKind, _ id: RecordID, _ values: [(RegisterNumber, Value?)], supersedes: [ChangeID] = []
    ) -> ChangeDraft {
        ChangeDraft(
            kind: kind, record: id, author: author, supersedes: supersedes,
            writes: values.compactMap { register, value in
                value.map { ChangeBody.Write(register: register, value: codec.encode($0)) }
            })
    }
}
