import Foundation

/// Reads the JSON lines of a workload.
enum WorkloadFile {
    /// The changes in the order of the file. Throws `WorkloadError` with the line's number.
    static func read(_ path: String) throws -> [WorkloadChange] {
        guard let data = FileManager.default.contents(atPath: path) else { throw WorkloadError.unreadable(path) }
        var changes: [WorkloadChange] = []
        for (index, line) in data.split(separator: 0x0A).enumerated() {
            do {
                let read = try JSONDecoder().decode(Line.self, from: Data(line))
                guard let kind = WorkloadChange.Kind(rawValue: read.kind) else {
                    throw WorkloadError.unknownKind(read.kind)
                }
                changes.append(
                    WorkloadChange(
                        device: read.device, village: read.village, seq: read.seq, wallclock: read.wallclock,
                        kind: kind, record: read.record,
                        fields: read.fields.keys.sorted().compactMap { name in read.fields[name].map { (name, $0) } },
                        line: String(decoding: line, as: UTF8.self)))
            } catch {
                throw WorkloadError.badLine(path: path, number: index + 1, detail: "\(error)")
            }
        }
        return changes
    }

    private struct Line: Decodable {
        let device: String
        let village: String
        let seq: Int
        let wallclock: Int64
        let kind: String
        let record: String
        let fields: [String: WorkloadChange.FieldValue]
    }
}

extension WorkloadChange.FieldValue: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}

enum WorkloadError: Error, CustomStringConvertible {
    case unreadable(String)
    case badLine(path: String, number: Int, detail: String)
    case unknownKind(String)
    case unknownField(kind: String, field: String)
    case badRecord(String)
    case unknownRecord(String)
    case empty

    var description: String {
        switch self {
        case .unreadable(let path): "cannot read the workload \(path)"
        case .badLine(let path, let number, let detail): "line \(number) of \(path) is no change: \(detail)"
        case .unknownKind(let kind): "the workload has the kind \(kind), which has no place in the catalog mapping"
        case .unknownField(let kind, let field): "the workload has the field \(kind).\(field), which has no place"
        case .badRecord(let name): "the record \(name) is not 32 hexadecimal digits"
        case .unknownRecord(let name): "the record \(name) is named before any line creates it"
        case .empty: "the workload is empty; give at least one township, village, device and visit"
        }
    }
}
