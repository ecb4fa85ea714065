import FoundationEssentials
package import Replication
import SwiftProtobuf

extension Value {
    /// The bytes of `message Value`.
    var wireBytes: [UInt8] {
        var message = Tingsu_V1_Value()
        switch self {
        case .none: return []
        case .unrecognized(let bytes): return bytes
        case .text(let text): message.text = text
        case .integer(let number): message.integer = number
        case .boolean(let flag): message.boolean = flag
        case .instant(let milliseconds): message.instant = milliseconds
        case .date(let date): message.date = Int32(date.daysSince1970)
        case .code(let code): message.code = code
        case .reference(let reference): message.reference = Tingsu_V1_Reference(reference)
        case .attachment(let attachment): message.attachment = Tingsu_V1_Attachment(attachment)
        case .list(let items):
            var list = Tingsu_V1_ValueList()
            list.items = items.map { Data($0.wireBytes) }
            message.list = list
        case .group(let members):
            var group = Tingsu_V1_ValueGroup()
            group.members = members.sorted { $0.number < $1.number }.map {
                var member = Tingsu_V1_ValueGroupMember()
                member.number = $0.number
                member.value = Data($0.value.wireBytes)
                return member
            }
            message.group = group
        }
        return message.wireBytes
    }

    /// Reads `message Value`. What is malformed, holds anything unknown, breaks a rule of the format or lies deeper
    /// than `Limits.valueDepth` lists and groups is `.unrecognized`: the smallest value around it keeps its bytes.
    init(wireBytes bytes: [UInt8], containersLeft: Int = Limits.valueDepth) {
        if bytes.isEmpty {
            self = .none
        } else {
            self =
                PlainValue.read(bytes, containersLeft: containersLeft)
                ?? Value.known(bytes, containersLeft: containersLeft) ?? .unrecognized(bytes)
        }
    }

    /// What the general decoder makes of the bytes; nil for what is `.unrecognized`.
    package static func known(_ bytes: [UInt8], containersLeft: Int) -> Value? {
        guard let message = try? Tingsu_V1_Value(serializedBytes: bytes, options: valueOptions),
            message.unknownFields.data.isEmpty, let content = message.content
        else { return nil }
        switch content {
        case .text(let text): return .text(text)
        case .integer(let number): return .integer(number)
        case .boolean(let flag): return .boolean(flag)
        case .instant(let milliseconds): return .instant(milliseconds)
        case .date(let days): return CivilDate(daysSince1970: Int(days)).map { .date($0) }
        case .code(let code): return .code(code)
        case .reference(let reference): return Reference(wire: reference).map { .reference($0) }
        case .attachment(let attachment): return Attachment(wire: attachment).map { .attachment($0) }
        case .list(let list):
            guard list.unknownFields.data.isEmpty, containersLeft > 0 else { return nil }
            return .list(list.items.map { Value(wireBytes: [UInt8](copying: $0), containersLeft: containersLeft - 1) })
        case .group(let group):
            guard group.unknownFields.data.isEmpty, containersLeft > 0 else { return nil }
            return members(group.members, containersLeft: containersLeft - 1).map { .group($0) }
        }
    }

    /// Nil where a member holds more than this version knows, or the numbers do not rise.
    private static func members(_ wire: [Tingsu_V1_ValueGroupMember], containersLeft: Int) -> [GroupMember]? {
        var members: [GroupMember] = []
        members.reserveCapacity(wire.count)
        for member in wire {
            guard member.unknownFields.data.isEmpty, members.last.map({ $0.number < member.number }) ?? true else {
                return nil
            }
            let value = Value(wireBytes: [UInt8](copying: member.value), containersLeft: containersLeft)
            members.append(GroupMember(member.number, value))
        }
        return members
    }

    /// Value, group, member: values within a value are bytes to protobuf, and counted by `containersLeft`.
    private static let valueOptions: BinaryDecodingOptions = {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = 4
        return options
    }()
}

extension Tingsu_V1_Reference {
    init(_ reference: Reference) {
        self.init()
        if let scope = reference.scope { self.scope = scope.rawValue }
        kind = reference.kind.rawValue
        id = Data(reference.id.bytes)
    }
}

extension Reference {
    init?(wire message: Tingsu_V1_Reference) {
        guard message.unknownFields.data.isEmpty, let id = RecordID(wire: message.id),
            !message.hasScope || message.scope != 0
        else { return nil }
        self.init(
            scope: message.hasScope ? ScopeID(rawValue: message.scope) : nil, kind: RecordKind(rawValue: message.kind),
            id: id)
    }
}

extension Tingsu_V1_Attachment {
    init(_ attachment: Attachment) {
        self.init()
        sha256 = Data(attachment.sha256.bytes)
        size = attachment.size
        mediaType = attachment.mediaType
    }
}

extension Attachment {
    init?(wire message: Tingsu_V1_Attachment) {
        guard message.unknownFields.data.isEmpty, let hash = Hash(bytes: message.sha256) else { return nil }
        self.init(sha256: hash, size: message.size, mediaType: message.mediaType)
    }
}
