import SwiftProtobuf

extension Message {
    /// The message's bytes, fields by rising number.
    ///
    /// Serialization of a proto3 message without `Any` fails only above 2 GiB; whatever this program writes is bounded
    /// by `Limits` to a few MiB, so a failure is a fault of the program.
    var wireBytes: [UInt8] {
        do {
            return try serializedBytes()
        } catch {
            preconditionFailure("a message of this program cannot be encoded: \(error)")
        }
    }
}
