import ArgumentParser

/// A number of bytes as people write it on a command line: `500M`, `2G`.
struct ByteSize: ExpressibleByArgument {
    let bytes: Int

    /// What every stick takes: the file system of most holds no file of 4 GiB.
    static let standard = ByteSize(bytes: 1 << 30)

    /// The smallest stick that is worth it: parts of a megabyte.
    private static let smallest = 1 << 20

    private init(bytes: Int) { self.bytes = bytes }

    init?(argument: String) {
        let text = argument.uppercased().replacing(/I?B$/, with: "")
        let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let unit = text.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? text : String(text.dropLast())), number > 0 else { return nil }
        let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: unit ?? 1)
        guard !isTooLarge, bytes >= ByteSize.smallest else { return nil }
        self.bytes = bytes
    }

    var defaultValueDescription: String { "\(bytes)" }
}
