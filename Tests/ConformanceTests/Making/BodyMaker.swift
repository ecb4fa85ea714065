import Causality
import Replication
import WireProtocol

/// Change bodies of the cases: times and salts are counted, so that they are the same in every run.
enum BodyMaker {
    static let codec = ProtobufChangeCodec()
    static let record = RecordID(rawValue: 0x0190_A6E0_7B00_7000_8000_0000_0000_0001)
    static let author = RecordID(rawValue: 0x0190_A6E0_7B00_7000_8000_0000_0000_0002)
    static let kind = RecordKind(rawValue: 102)
    static let time: Int64 = 1_767_225_600_000

    /// A body with one text in one register, unless told otherwise.
    static func body(
        _ text: String = "等待复查", register: UInt32 = 2, at minute: Int = 0, supersedes: [ChangeID] = [],
        kind: RecordKind = kind, record: RecordID = record, enteredBy: RecordID? = nil, remaining: UInt32 = 0,
        writes: [(UInt32, Value)]? = nil
    ) throws -> [UInt8] {
        let writes = writes ?? [(register, .text(text))]
        return try codec.encode(
            ChangeBody(
                salt: 0x0102_0304_0506_0708 &+ UInt64(truncatingIfNeeded: minute), kind: kind, record: record,
                author: author,
                enteredBy: enteredBy, recordedAt: time + Int64(minute) * 60_000, supersedes: supersedes.sorted(),
                writes: writes.map {
                    .init(register: RegisterNumber(rawValue: $0), value: codec.encode($1))
                }, remainingInUnit: remaining))
    }

    static func id(_ body: [UInt8]) -> ChangeID { Hash(of: body).changeID }

    /// The body of a directory record, as the center writes it.
    static func body(_ draft: ChangeDraft, at minute: Int = 0, supersedes: [ChangeID]? = nil) throws -> [UInt8] {
        try codec.encode(
            ChangeBody(
                salt: UInt64(minute), kind: draft.kind, record: draft.record, author: draft.author, enteredBy: nil,
                recordedAt: time + Int64(minute) * 60_000, supersedes: supersedes ?? draft.supersedes,
                writes: draft.writes.sorted { $0.register < $1.register }, remainingInUnit: 0))
    }
}
