import CaseFile
import Causality
import Replication

/// How bytes, ids and outcomes stand in a vector file.
extension FieldValue {
    static func hex(_ bytes: some Sequence<UInt8>) -> FieldValue { .string(Hexadecimal.encode(bytes)) }

    static func hexList(_ list: [[UInt8]]) -> FieldValue { .array(list.map { .hex($0) }) }

    /// A scope, replica, tag or digest: sixteen digits.
    static func id(_ number: UInt64) -> FieldValue { .string(Hexadecimal.encode(number)) }

    static func count(_ number: some BinaryInteger) -> FieldValue { .number(Int64(number)) }

    /// A 64-bit number that may exceed what every JSON reader keeps exactly: decimal digits.
    static func digits(_ number: some BinaryInteger) -> FieldValue { .string(String(number)) }

    static func numbers(_ list: [Int]) -> FieldValue { .array(list.map { .count($0) }) }

    static func object(_ members: KeyValuePairs<String, FieldValue>) -> FieldValue {
        .object(members.map { ($0.key, $0.value) })
    }

    /// What is refused, with the word of the specification.
    static func error(_ word: String) -> FieldValue { .object(["error": .string(word)]) }

    /// Bytes that repeat, without writing them all.
    static func repeated(_ bytes: [UInt8], _ times: Int) -> FieldValue {
        .object(["hex": .hex(bytes), "times": .count(times)])
    }

    static func entries(_ vector: VersionVector) -> FieldValue {
        .array(
            vector.entries.map {
                .object(["replica": .id($0.replica.rawValue), "seq": .digits($0.seq), "tag": .id($0.tag)])
            })
    }
}
