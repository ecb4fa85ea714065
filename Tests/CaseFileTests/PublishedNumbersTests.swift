import CaseFile
import Foundation
import Replication
import Testing

/// Numbers and types that records already bear can be added to, never changed: the list in SyncProtocol/published-numbers.txt is
/// written by hand when a register is added, and nothing regenerates it.
@Suite struct PublishedNumbersTests {
    @Test func publishedNumbersKeepTheirMeaning() throws {
        let lines = Self.lines(of: .current)
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "SyncProtocol/published-numbers.txt")
        let published = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        let gone = published.filter { !lines.contains($0) }
        let new = lines.filter { !published.contains($0) }
        #expect(gone.isEmpty, "published numbers that changed or vanished: \(gone.joined(separator: "\n"))")
        #expect(new.isEmpty, "numbers that are not in the list yet; add them: \(new.joined(separator: "\n"))")
        #expect(lines.count == published.count)
    }

    private static func lines(of catalog: Catalog) -> [String] {
        var lines: [String] = []
        for kind in catalog.kinds {
            lines.append("\(kind.kind.rawValue) \(kind.name)")
            for register in kind.registers {
                let place = "\(kind.kind.rawValue).\(register.number.rawValue)"
                append(place, register.name, register.type, to: &lines)
            }
        }
        return lines
    }

    private static func append(_ place: String, _ name: String, _ type: ValueType, to lines: inout [String]) {
        lines.append("\(place) \(name) \(word(for: type))")
        var inner = type
        if case .list(let item) = type { inner = item }
        guard case .group(let members) = inner else { return }
        for member in members { append("\(place).\(member.number)", member.name, member.type, to: &lines) }
    }

    /// What the bytes depend on; a limit on characters or a range may be widened.
    private static func word(for type: ValueType) -> String {
        switch type {
        case .text, .longText: "text"
        case .integer: "integer"
        case .money: "money"
        case .boolean: "boolean"
        case .instant: "instant"
        case .date: "date"
        case .code(let name): "code(\(name.rawValue))"
        case .reference(let kinds): "reference(\(kinds.map { String($0.rawValue) }.joined(separator: ",")))"
        case .attachment: "attachment"
        case .list(let item): "list(\(word(for: item)))"
        case .group: "group"
        }
    }
}
