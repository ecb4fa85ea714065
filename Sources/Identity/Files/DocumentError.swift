/// What is wrong with a JSON file of ours: which document, which member, and how.
public struct DocumentError: Error, Hashable, Sendable {
    /// The document's format name, for example `tingsu-invite`.
    public let document: String
    /// The member at fault; nil where the file as a whole cannot be read.
    public let member: String?
    public let problem: String

    public init(document: String, member: String?, problem: String) {
        self.document = document
        self.member = member
        self.problem = problem
    }

    init(format: String, error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(
                document: format, member: DocumentError.member(context.codingPath + [key]), problem: "is missing")
        case .valueNotFound(_, let context):
            self.init(document: format, member: DocumentError.member(context.codingPath), problem: "is null")
        case .typeMismatch(let type, let context):
            self.init(
                document: format, member: DocumentError.member(context.codingPath), problem: "is not of type \(type)")
        case .dataCorrupted(let context):
            self.init(
                document: format, member: DocumentError.member(context.codingPath),
                problem: context.codingPath.isEmpty
                    ? "is not JSON; copy the file again, it may be cut off" : context.debugDescription)
        @unknown default:
            self.init(document: format, member: nil, problem: "cannot be read: \(error)")
        }
    }

    /// `["servers", 1]` as `servers[1]`.
    private static func member(_ path: [any CodingKey]) -> String? {
        path.isEmpty
            ? nil
            : path.reduce(into: "") { text, key in
                if let index = key.intValue {
                    text += "[\(index)]"
                } else {
                    text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
                }
            }
    }
}

extension DocumentError: CustomStringConvertible {
    public var description: String {
        member.map { "\(document): \"\($0)\" \(problem)" } ?? "\(document): the file \(problem)"
    }
}
