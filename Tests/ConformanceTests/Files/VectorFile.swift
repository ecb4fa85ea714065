import CaseFile
import Foundation

/// One file of `SyncProtocol/Vectors`: the cases of one topic.
struct VectorFile {
    /// What the cases are about, for people.
    let about: String
    let cases: [VectorCase]

    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "SyncProtocol/Vectors")

    /// The names of all JSON files in the folder, sorted, without their ending.
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// The committed text of a topic's file; empty where there is none.
    static func committedText(of topic: Topic) -> String {
        (try? String(contentsOf: url(of: topic), encoding: .utf8)) ?? ""
    }

    /// Reads a committed file. Throws where it is no vector file of this topic.
    static func committed(_ topic: Topic) throws -> VectorFile {
        let root = try FieldValue(json: Data(contentsOf: url(of: topic)))
        let named = try root.text("topic")
        guard named == topic.rawValue else { throw VectorError("\(topic.rawValue).json says that it is of \(named)") }
        let cases = try root.list("cases").map {
            VectorCase(
                topic: topic, name: try $0.text("name"), input: try $0.member("input"),
                expected: try $0.member("expected"))
        }
        return VectorFile(about: try root.text("about"), cases: cases)
    }

    /// The file as it is committed.
    func text(for topic: Topic) -> String {
        let cases = cases.map { one -> FieldValue in
            .object([("name", .string(one.name)), ("input", one.input), ("expected", one.expected)])
        }
        return JSONText.pretty(
            .object([
                ("topic", .string(topic.rawValue)), ("protocol", .number(1)), ("about", .string(about)),
                ("cases", .array(cases)),
            ]))
    }

    static func url(of topic: Topic) -> URL { folder.appending(path: topic.rawValue + ".json") }
}
