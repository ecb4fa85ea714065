import Foundation

/// The form of a page as a browser would send it, and as somebody fills it in.
struct FilledForm {
    /// Where it is sent to.
    let action: String
    private(set) var fields: [(String, String)] = []

    /// Reads the form whose first tag contains `mark`.
    init(_ page: String, marked mark: String) throws {
        guard let at = page.range(of: mark), let open = page[..<at.lowerBound].range(of: "<form", options: .backwards),
            let end = page[at.upperBound...].range(of: "</form>")
        else { throw NoAnswer(request: "no form with \(mark)") }
        let text = String(page[open.lowerBound..<end.lowerBound])
        action = text.firstMatch(of: #/ action="([^"]*)"/#).map { Self.plain(String($0.1)) } ?? ""
        for match in text.matches(
            of: #/<input ([^>]*)>|<textarea ([^>]*)>\n?((?s:.*?))</textarea>|<select ([^>]*)>((?s:.*?))</select>/#)
        {
            if let input = match.1 {
                let type = Self.attribute("type", input) ?? "text"
                guard let name = Self.attribute("name", input) else { continue }
                if ["radio", "checkbox"].contains(type), !input.hasSuffix(" checked") { continue }
                fields.append((name, Self.attribute("value", input) ?? "on"))
            } else if let area = match.2, let name = Self.attribute("name", area) {
                fields.append((name, Self.plain(String(match.3 ?? ""))))
            } else if let select = match.4, let name = Self.attribute("name", select) {
                let options = (match.5 ?? "").matches(of: #/<option value="([^"]*)"( selected)?>/#)
                let chosen = options.first { $0.2 != nil } ?? options.first
                if let chosen { fields.append((name, Self.plain(String(chosen.1)))) }
            }
        }
    }

    subscript(name: String) -> String? { fields.first { $0.0 == name }?.1 }

    /// Puts one value in the place of what the field has.
    mutating func fill(_ name: String, _ value: String) {
        fields.removeAll { $0.0 == name }
        fields.append((name, value))
    }

    mutating func fill(_ values: KeyValuePairs<String, String>) {
        for (name, value) in values { fill(name, value) }
    }

    private static func attribute(_ name: String, _ tag: Substring) -> String? {
        guard let start = " \(tag)".range(of: " \(name)=\"") else { return nil }
        return plain(String(" \(tag)"[start.upperBound...].prefix { $0 != "\"" }))
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
