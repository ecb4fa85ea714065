/// Why a text or a JSON value is not a value of its register: what was given, where, and what is accepted there.
public struct ValueTextError: Error, Hashable, Sendable {
    /// What was given, as text.
    public let given: String
    /// The register, then the member of a group or the item of a list; empty where only a type was named.
    public let path: [Label]
    /// What is accepted, as a phrase.
    public let accepted: Label

    init(given: String, path: [Label] = [], accepted: Label) {
        self.given = given
        self.path = path
        self.accepted = accepted
    }

    /// The same error, seen from the thing that contains it.
    func within(_ label: Label) -> ValueTextError {
        ValueTextError(given: given, path: [label] + path, accepted: accepted)
    }

    /// One sentence that names the value, the place and what to write instead.
    public func message(in language: Language) -> String {
        let names = path.map { $0.text(in: language) }
        let shown = Self.shortened(given)
        switch language {
        case .zhHans:
            let place = names.isEmpty ? "此处" : "“\(names.joined(separator: "·"))”"
            return "“\(shown)”不能填入\(place)，请填写\(accepted.zhHans)"
        case .en:
            let place = names.isEmpty ? "here" : "for \(names.joined(separator: ", "))"
            return "\"\(shown)\" is not accepted \(place): give \(accepted.en)"
        }
    }

    /// A narrative of pages does not belong in an error.
    static func shortened(_ text: String) -> String {
        text.count <= 60 ? text : text.prefix(60) + "…"
    }
}

extension ValueTextError: CustomStringConvertible {
    public var description: String { message(in: .en) }
}
