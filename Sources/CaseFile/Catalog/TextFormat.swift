/// A shape that a text must have beyond its length.
public enum TextFormat: Hashable, Sendable {
    /// Telephone numbers as `PhoneNumber` accepts them.
    case phone
    /// Exactly so many hexadecimal digits: ids, hashes and keys in the directory.
    case hexadecimal(digits: Int)
}
