import FoundationEssentials
import Replication

extension Tingsu_V1_BodyColumns {
    /// Puts so many bodies together. `room` is how many bytes all bodies of the message may still have: an index of one
    /// byte can stand for sixteen, so what they come to is counted like what a frame unpacks to.
    func bodies(count: Int, room: inout Int) throws(WireError) -> [[UInt8]] {
        try checkCounts(bodies: count)
        let (starts, ranks) = try places()
        var reader = IDReader(places: idPlaces, new: newIds)
        var bodies: [[UInt8]] = []
        bodies.reserveCapacity(count)
        var time: Int64 = 0
        for index in 0..<count {
            let number = Int(formOf[index])
            let form = forms[number]
            time &+= recordedAt[index]
            let record = try reader.next()
            let author = try reader.next()
            let typist = form.hasEnteredBy_p ? try reader.next() : nil
            var body = BodyBytes()
            body.append(id: record, field: 1)
            let salt = salts.startIndex + 8 * index
            body.append(fixed64: salts[salt..<salt + 8], field: 2)
            body.append(number: UInt64(bitPattern: time), field: 3)
            body.append(id: author, field: 4)
            body.append(number: UInt64(form.kind), field: 5)
            body.append(packed: form.registers, field: 6)
            for position in form.registers.indices {
                let kind = form.referenceKind(at: position)
                if kind == 0 {
                    body.append(values[starts[number][position] + ranks[index]], field: 7)
                } else {
                    body.append(BodyBytes.reference(kind: kind, id: try reader.next()), field: 7)
                }
            }
            if form.supersedes > 0 {
                body.append(tag: 8, wireType: 2)
                body.append(varint: 16 * UInt64(form.supersedes))
                for _ in 0..<form.supersedes { body.append(try reader.next()) }
            }
            body.append(number: UInt64(remainingInUnit[index]), field: 9)
            if let typist { body.append(id: typist, field: 10) }
            try WireError.check(body.bytes.count, limit: Limits.bodyBytes, of: "BodyColumns (body)")
            room -= body.bytes.count
            guard room >= 0 else {
                let limit = FrameLimits.decompressedBytes
                throw .tooLarge(field: "BodyColumns (bodies)", count: limit - room, limit: limit)
            }
            bodies.append(body.bytes)
        }
        guard reader.isAtEnd else { throw .invalid("BodyColumns.id_places", "has more ids than the bodies") }
        return bodies
    }

    private func checkCounts(bodies count: Int) throws(WireError) {
        func check(_ found: Int, _ expected: Int, _ field: StaticString) throws(WireError) {
            guard found == expected else { throw .invalid(field, "has \(found) for \(count) bodies") }
        }
        try check(formOf.count, count, "BodyColumns.form_of")
        try check(salts.count, 8 * count, "BodyColumns.salts")
        try check(recordedAt.count, count, "BodyColumns.recorded_at")
        try check(remainingInUnit.count, count, "BodyColumns.remaining_in_unit")
        guard newIds.count.isMultiple(of: 16) else {
            throw .invalid("BodyColumns.new_ids", "has \(newIds.count) bytes, not a multiple of 16")
        }
        for form in forms {
            try WireError.check(form.registers.count, limit: Limits.writesPerChange, of: "BodyForm.registers")
            try WireError.check(
                Int(form.supersedes), limit: Limits.supersededPerChange, of: "BodyForm.supersedes")
            guard form.referenceKinds.isEmpty || form.referenceKinds.count == form.registers.count else {
                throw .invalid(
                    "BodyForm.reference_kinds",
                    "has \(form.referenceKinds.count) for \(form.registers.count) registers")
            }
        }
    }

    /// For each register of each form the place of its first body's value; for each body its place among those of its
    /// form.
    private func places() throws(WireError) -> (starts: [[Int]], ranks: [Int]) {
        var bodies = [Int](repeating: 0, count: forms.count)
        var ranks: [Int] = []
        ranks.reserveCapacity(formOf.count)
        for form in formOf {
            guard form < UInt32(clamping: forms.count) else {
                throw .invalid("BodyColumns.form_of", "names form \(form) of \(forms.count)")
            }
            ranks.append(bodies[Int(form)])
            bodies[Int(form)] += 1
        }
        var starts = forms.map { [Int](repeating: 0, count: $0.registers.count) }
        var next = 0
        for column in BodyColumnOrder(forms) {
            starts[column.form][column.position] = next
            next += bodies[column.form]
        }
        guard next == values.count else {
            throw .invalid("BodyColumns.values", "has \(values.count), and the bodies need \(next)")
        }
        return (starts, ranks)
    }
}

/// Hands out the ids in the order in which the bodies have them.
private struct IDReader {
    private var places: ArraySlice<UInt32>
    private var new: Data
    private var recent = RecentIDs()

    init(places: [UInt32], new: Data) {
        self.places = places[...]
        self.new = new
    }

    var isAtEnd: Bool { places.isEmpty && new.isEmpty }

    mutating func next() throws(WireError) -> UInt128 {
        guard let place = places.popFirst() else { throw .invalid("BodyColumns.id_places", "ends before the bodies") }
        if place != 0 {
            guard let id = recent.id(at: Int(place)) else {
                throw .invalid("BodyColumns.id_places", "names place \(place), where no id stands")
            }
            return id
        }
        guard let id = UInt128(wire: new.prefix(16)) else {
            throw .invalid("BodyColumns.new_ids", "ends before the bodies")
        }
        new = new.dropFirst(16)
        recent.note(id)
        return id
    }
}
