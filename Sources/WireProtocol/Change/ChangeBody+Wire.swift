import Causality
import FoundationEssentials
import Replication
import SwiftProtobuf

extension Tingsu_V1_ChangeBody {
    init(_ body: ChangeBody) {
        self.init()
        salt = body.salt
        kind = body.kind.rawValue
        record = Data(body.record.bytes)
        author = Data(body.author.bytes)
        recordedAt = body.recordedAt
        registers = body.writes.map(\.register.rawValue)
        values = body.writes.map { Data($0.value.bytes) }
        var ids: [UInt8] = []
        ids.reserveCapacity(body.supersedes.count * ChangeID.byteCount)
        for id in body.supersedes {
            ids.append(bigEndian: id.high)
            ids.append(bigEndian: id.low)
        }
        supersedes = Data(ids)
        remainingInUnit = body.remainingInUnit
        if let typist = body.enteredBy { enteredBy = Data(typist.bytes) }
    }

    /// The body with every id of the right length and a value for each register; order and limits are the caller's to check.
    func body() throws(ChangeDecodingError) -> ChangeBody {
        guard registers.count == values.count else {
            throw .invalidField("ChangeBody has \(registers.count) registers and \(values.count) values")
        }
        let typist = try enteredBy.isEmpty ? nil : Tingsu_V1_ChangeBody.id(enteredBy, field: "entered_by")
        return ChangeBody(
            salt: salt, kind: RecordKind(rawValue: kind), record: try Tingsu_V1_ChangeBody.id(record, field: "record"),
            author: try Tingsu_V1_ChangeBody.id(author, field: "author"), enteredBy: typist, recordedAt: recordedAt,
            supersedes: try supersededIDs(),
            writes: zip(registers, values).map {
                .init(register: RegisterNumber(rawValue: $0), value: EncodedValue(bytes: [UInt8](copying: $1)))
            },
            remainingInUnit: remainingInUnit)
    }

    private func supersededIDs() throws(ChangeDecodingError) -> [ChangeID] {
        if supersedes.isEmpty { return [] }
        guard supersedes.count.isMultiple(of: ChangeID.byteCount) else {
            throw .invalidField("ChangeBody.supersedes has \(supersedes.count) bytes, no multiple of 16")
        }
        return supersedes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: ChangeID.byteCount).map {
                ChangeID(high: bytes.bigEndianWord(at: $0), low: bytes.bigEndianWord(at: $0 + 8))
            }
        }
    }

    private static func id(_ data: Data, field: String) throws(ChangeDecodingError) -> RecordID {
        guard let id = RecordID(wire: data) else {
            throw .invalidField("ChangeBody.\(field) has \(data.count) bytes, not 16")
        }
        return id
    }
}

extension ChangeID {
    static let byteCount = 16
}

extension RecordID {
    /// Sixteen bytes, or nil for another count. Two loads: an id is read for every change and every author.
    init?(wire data: Data) {
        guard data.count == 16 else { return nil }
        self = data.withUnsafeBytes { bytes in
            RecordID(rawValue: UInt128(bytes.bigEndianWord(at: 0)) << 64 | UInt128(bytes.bigEndianWord(at: 8)))
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Eight bytes as a number, most significant first; the caller has checked that they are there.
    func bigEndianWord(at offset: Int) -> UInt64 {
        UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
