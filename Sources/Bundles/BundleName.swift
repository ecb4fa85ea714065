public import Replication
public import WireProtocol

/// How a bundle's file is called: by people, who match answers to what they sent by eight digits. Programs read the header.
public struct BundleName: Hashable, Sendable {
    public static let fileExtension = "tingsu-bundle"

    public let text: String

    /// ASCII: sticks garble the rest. An answer has the digits of what it answers.
    public init(_ header: BundleHeader, answers: BundleID?) {
        let direction = header.direction == .up ? "up" : "answer"
        let digits = (answers ?? header.set).description.prefix(8)
        // Of two answers to one set none replaces the other on the stick.
        let own = answers == nil ? "" : "-" + header.set.description.prefix(4)
        text = "tingsu-\(direction)-\(digits)\(own)-\(header.part)of\(header.parts).\(BundleName.fileExtension)"
    }

    /// Whether a file is called like one.
    public static func isName(_ name: String) -> Bool { name.lowercased().hasSuffix("." + fileExtension) }
}
