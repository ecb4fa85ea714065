/// One change of the workload, and the JSON line that it is.
struct WorkloadChange {
    enum Kind: String, CaseIterable {
        case visit, emotion, `case`, followup, agreement, milestone
    }

    enum FieldValue {
        case text(String)
        case number(Int64)
    }

    /// Such as `T03V07D1`; `CENTRE` for what was there before the first day.
    let device: String
    let village: String
    let seq: Int
    /// Milliseconds since 1970 by the device's own clock.
    let wallclock: Int64
    let kind: Kind
    /// 32 hexadecimal digits.
    let record: String
    /// In the order in which they were written.
    let fields: [(name: String, value: FieldValue)]
    /// The line as it stands in the file, without the line feed.
    let line: String
}

extension WorkloadChange {
    /// A change and its line, with the keys in the order of the format.
    init(
        device: String, village: String, seq: Int, wallclock: Int64, kind: Kind, record: String,
        fields: [(name: String, value: FieldValue)], isUpdate: Bool, day: Int, isContested: Bool
    ) {
        let written = fields.map { field in
            switch field.value {
            case .text(let text): "\"\(field.name)\":\(WorkloadChange.quoted(text))"
            case .number(let number): "\"\(field.name)\":\(number)"
            }
        }
        let line = [
            "{\"device\":\(WorkloadChange.quoted(device))", "\"village\":\(WorkloadChange.quoted(village))",
            "\"seq\":\(seq)", "\"wallclock\":\(wallclock)", "\"kind\":\"\(kind.rawValue)\"",
            "\"record\":\"\(record)\"", "\"fields\":{\(written.joined(separator: ","))}",
            "\"op\":\"\(isUpdate ? "update" : "create")\"", "\"day\":\(day)", "\"contested\":\(isContested)}",
        ].joined(separator: ",")
        self.init(
            device: device, village: village, seq: seq, wallclock: wallclock, kind: kind, record: record,
            fields: fields, line: line)
    }

    /// The generator's texts hold no character that JSON must escape but these two.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" || character == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
