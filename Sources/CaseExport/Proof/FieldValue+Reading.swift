import CaseFile
import CaseWork
import Foundation

extension FieldValue {
    /// The JSON value that the bytes are; nil where they are none.
    static func reading(_ bytes: [UInt8]) -> FieldValue? { try? FieldValue(json: Data(bytes)) }
}
