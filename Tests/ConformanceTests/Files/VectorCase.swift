import CaseFile
import Testing

/// One case of a vector file: what is given, and what every implementation must answer.
struct VectorCase: Sendable {
    let topic: Topic
    let name: String
    let input: FieldValue
    let expected: FieldValue
}

extension VectorCase: CustomTestStringConvertible {
    var testDescription: String { "\(topic.rawValue): \(name)" }
}
