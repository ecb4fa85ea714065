import FoundationEssentials
import Replication
import SwiftProtobuf

extension Tingsu_V1_Segment {
    /// Takes the bodies of the entries apart, where that loses nothing; what cannot be taken apart stays as it is.
    ///
    /// What was written is read again and compared: a body of a later program, or of an odd writer, must arrive byte for
    /// byte, and its segment then goes as it would to a program that knows of no columns.
    mutating func moveBodiesToColumns() {
        // An entry without a body means one that stands in the columns.
        guard !entries.isEmpty, entries.allSatisfy({ !$0.body.isEmpty }) else { return }
        var writer = BodyColumnsWriter()
        var moved = self
        var bodies: [Data] = []
        for index in moved.entries.indices where writer.add(moved.entries[index].body) {
            bodies.append(moved.entries[index].body)
            moved.entries[index].body = Data()
        }
        let columns = writer.columns()
        guard !bodies.isEmpty else { return }
        var room = FrameLimits.decompressedBytes
        guard let read = try? columns.bodies(count: bodies.count, room: &room),
            zip(read, bodies).allSatisfy({ $0.elementsEqual($1) })
        else { return }
        moved.columns = columns
        self = moved
    }
}

/// Collects bodies, column by column.
struct BodyColumnsWriter {
    private var forms: [Tingsu_V1_BodyForm: Int] = [:]
    private var ordered: [Tingsu_V1_BodyForm] = []
    /// By form, then by place among its registers: the values of all its bodies, in order.
    private var values: [[[Data]]] = []
    private var written = Tingsu_V1_BodyColumns()
    private var recent = RecentIDs()
    private var before: Int64 = 0

    /// Takes the body in; false for one that has to travel as it is.
    mutating func add(_ data: Data) -> Bool {
        guard let body = try? Tingsu_V1_ChangeBody(serializedBytes: data), body.unknownFields.data.isEmpty,
            body.registers.count == body.values.count, body.registers.count <= Limits.writesPerChange,
            let record = UInt128(wire: body.record), let author = UInt128(wire: body.author),
            body.enteredBy.isEmpty || body.enteredBy.count == 16, body.supersedes.count.isMultiple(of: 16),
            body.supersedes.count / 16 <= Limits.supersededPerChange
        else { return false }
        var form = Tingsu_V1_BodyForm()
        form.kind = body.kind
        form.registers = body.registers
        form.hasEnteredBy_p = !body.enteredBy.isEmpty
        form.supersedes = UInt32(body.supersedes.count / 16)
        let references = body.values.map { BodyReference($0) }
        if references.contains(where: { $0 != nil }) { form.referenceKinds = references.map { $0?.kind ?? 0 } }
        let index = place(of: form)
        write(record)
        write(author)
        if let typist = UInt128(wire: body.enteredBy) { write(typist) }
        for (position, (value, reference)) in zip(body.values, references).enumerated() {
            if let reference {
                write(reference.id)
            } else {
                values[index][position].append(value)
            }
        }
        for start in stride(from: 0, to: body.supersedes.count, by: 16) {
            let first = body.supersedes.startIndex + start
            if let id = UInt128(wire: body.supersedes[first..<first + 16]) { write(id) }
        }
        written.formOf.append(UInt32(index))
        withUnsafeBytes(of: body.salt.littleEndian) { written.salts.append(contentsOf: $0) }
        written.recordedAt.append(body.recordedAt &- before)
        written.remainingInUnit.append(body.remainingInUnit)
        before = body.recordedAt
        return true
    }

    /// What was taken in until now.
    func columns() -> Tingsu_V1_BodyColumns {
        var columns = written
        columns.forms = ordered
        columns.values = BodyColumnOrder(ordered).flatMap { values[$0.form][$0.position] }
        return columns
    }

    private mutating func place(of form: Tingsu_V1_BodyForm) -> Int {
        if let known = forms[form] { return known }
        forms[form] = ordered.count
        ordered.append(form)
        values.append(Array(repeating: [], count: form.registers.count))
        return ordered.count - 1
    }

    private mutating func write(_ id: UInt128) {
        let place = recent.use(id)
        written.idPlaces.append(UInt32(place ?? 0))
        if place == nil { withUnsafeBytes(of: id.bigEndian) { written.newIds.append(contentsOf: $0) } }
    }
}

/// A value that says no more than a record of the same scope.
private struct BodyReference {
    let kind: UInt32
    let id: UInt128

    /// Nil where the bytes are anything else, or the same said differently.
    init?(_ value: Data) {
        guard value.first == 7 << 3 | 2, let content = try? Tingsu_V1_Value(serializedBytes: value),
            case .reference(let reference) = content.content, reference.kind != 0,
            let id = UInt128(wire: reference.id), BodyBytes.reference(kind: reference.kind, id: id) == value
        else { return nil }
        kind = reference.kind
        self.id = id
    }
}

extension UInt128 {
    /// Sixteen bytes, or nil for another count.
    init?(wire data: Data) {
        guard data.count == 16 else { return nil }
        self = data.withUnsafeBytes { UInt128($0.bigEndianWord(at: 0)) << 64 | UInt128($0.bigEndianWord(at: 8)) }
    }
}
