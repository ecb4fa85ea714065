public import CaseFile
import Foundation

/// The words of the program in one language, by key.
///
/// One JSON object for each language lies in `Resources` and is part of the binary, so that no path can be wrong on a
/// machine in a village. Keys are dot-separated; `{name}` in a text is replaced by the argument of that name. A test
/// holds both languages to the same keys and the same placeholders.
public struct Words: Sendable {
    public let language: Language
    private let table: [String: String]

    public init(_ language: Language) {
        self.language = language
        table = language == .zhHans ? Words.zhHans : Words.en
    }

    /// The same words and those of further catalogs, whose keys go before; each is a JSON object as in `Resources`.
    public init(_ language: Language, adding catalogs: [[UInt8]]) {
        self.init(language, Words(language).table.merging(catalogs.flatMap { Words.read($0) }) { $1 })
    }

    private init(_ language: Language, _ table: [String: String]) {
        self.language = language
        self.table = table
    }

    /// Whether there is a text under `key`.
    public func has(_ key: String) -> Bool { table[key] != nil }

    /// The text under `key` with its placeholders filled. A key without a text shows as the key: a missing word must
    /// not keep anybody from their records.
    public func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        guard let template = table[key] else { return key }
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            text += rest[..<open] + (arguments[name] ?? "{\(name)}")
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// Every key with its text, sorted by key.
    public var entries: [(key: String, text: String)] {
        table.keys.sorted().map { (key: $0, text: table[$0] ?? "") }
    }

    private static let zhHans = read(PackageResources.zh_Hans_json)
    private static let en = read(PackageResources.en_json)

    private static func read(_ bytes: [UInt8]) -> [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
    }
}
