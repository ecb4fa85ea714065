/// A closed or open list of codes, each with its words.
public struct CodeTable: Hashable, Sendable {
    /// The name of a table: English, snake_case.
    public struct Name: Hashable, Sendable, Comparable {
        public let rawValue: String

        public init(_ rawValue: String) {
            self.rawValue = rawValue
        }

        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    public let name: Name
    public let label: Label
    /// In the order in which a form shows them.
    public let codes: [Code]
    /// Whether a county may add codes of its own. National tables are closed: an added code would break the returns.
    public let isOpen: Bool

    public init(_ name: Name, _ label: Label, isOpen: Bool = false, codes: [Code]) {
        self.name = name
        self.label = label
        self.codes = codes
        self.isOpen = isOpen
    }

    /// The code spelled exactly so, retired ones too.
    public func code(_ code: String) -> Code? {
        codes.first { $0.code == code }
    }

    /// The code that a person means by `text`: the code itself, else one of its labels; full-width letters and digits
    /// and the case of Latin letters do not matter.
    ///
    /// A retired code is found only by its code, so that its words are free for its successor.
    public func code(meantBy text: String) -> Code? {
        let wanted = FullWidth.halved(text).trimmed.lowercased()
        if let exact = codes.first(where: { $0.code.lowercased() == wanted }) { return exact }
        return codes.first { code in
            !code.isRetired
                && Language.allCases.contains {
                    FullWidth.halved(code.label.text(in: $0)).lowercased() == wanted
                }
        }
    }

    /// The same table with more codes; one that is already there is replaced at its place.
    func adding(_ added: [Code]) -> CodeTable {
        var codes = codes
        for code in added {
            if let index = codes.firstIndex(where: { $0.code == code.code }) {
                codes[index] = code
            } else {
                codes.append(code)
            }
        }
        return CodeTable(name, label, isOpen: isOpen, codes: codes)
    }
}
