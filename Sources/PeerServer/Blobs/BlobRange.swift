import Hummingbird
import Replication
import WireProtocol

/// The two header fields that say which bytes of a blob are meant (RFC 9110, sections 14.2 and 14.4).
///
/// Of all that HTTP allows there is one form of each: one range, with both ends and with the total. What is taken in is
/// then what was meant, whatever stands between the two machines.
enum BlobRange {
    /// First byte and total of a `Content-Range` for a body of `count` bytes. Throws `ErrorBody`.
    static func content(_ text: String?, count: Int) throws(ErrorBody) -> (offset: Int, total: Int) {
        let form = "Content-Range must be \"bytes FIRST-LAST/TOTAL\", or \"bytes */TOTAL\" without a body"
        guard let rest = text?.dropPrefix("bytes ") else { throw ErrorBody(.badRange, form) }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let total = number(parts[1]) else { throw ErrorBody(.badRange, form) }
        guard total <= Limits.blobBytes else {
            throw ErrorBody(.tooLarge, "a blob of \(total) bytes is larger than \(Limits.blobBytes)")
        }
        if parts[0] == "*", count == 0, total > 0 { return (0, total) }
        guard let (first, last) = ends(parts[0]), last < total, last - first + 1 == count else {
            throw ErrorBody(.badRange, "\(form); this one does not fit its body of \(count) bytes")
        }
        return (first, total)
    }

    /// First byte and count of a `Range`; the count is cut to what one answer carries. Throws `ErrorBody`.
    static func asked(_ text: String?) throws(ErrorBody) -> (offset: Int, count: Int) {
        guard let rest = text?.dropPrefix("bytes="), let (first, last) = ends(rest) else {
            throw ErrorBody(.badRange, "Range must be \"bytes=FIRST-LAST\"")
        }
        return (first, min(last - first + 1, Limits.blobPieceBytes))
    }

    private static func ends(_ text: Substring) -> (first: Int, last: Int)? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = number(ends[0]), let last = number(ends[1]), first <= last else {
            return nil
        }
        return (first, last)
    }

    /// A number of digits only, small enough that nothing overflows.
    private static func number(_ text: Substring) -> Int? {
        guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}

extension String {
    fileprivate func dropPrefix(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
