import Causality
import Replication

/// A durable small file that notices when its bytes are not those that were written.
///
/// The witness decides whether a store may go on as the same replica: a torn or edited one must read as damaged, never
/// as an older truth. First line `tingsu-checked 1 ` and the SHA-256 of the rest as 64 digits; then the content as it is.
///
/// Source: DESIGN.md section 5, one incarnation, one writer.
public struct CheckedFile: Hashable, Sendable {
    private static let prefix = Array("tingsu-checked 1 ".utf8)
    private static let headerByteCount = prefix.count + 64 + 1

    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// The content; nil where there is no file. Throws `damaged` where the check fails.
    public func read() throws(CheckedFileError) -> [UInt8]? {
        let stored: [UInt8]?
        do {
            stored = try DurableFile(path).read()
        } catch {
            throw .file(error)
        }
        guard let stored else { return nil }
        guard stored.count >= CheckedFile.headerByteCount else { throw .damaged(path: path) }
        let content = Array(stored[CheckedFile.headerByteCount...])
        guard CheckedFile.header(for: content).elementsEqual(stored[..<CheckedFile.headerByteCount]) else {
            throw .damaged(path: path)
        }
        return content
    }

    /// Replaces the content; when this returns, it survives a power cut. Mode 0600, as nobody else needs it.
    public func write(_ content: [UInt8]) throws(CheckedFileError) {
        do {
            try DurableFile(path).write(CheckedFile.header(for: content) + content, readers: .owner)
        } catch {
            throw .file(error)
        }
    }

    private static func header(for content: [UInt8]) -> [UInt8] {
        prefix + Array(Hexadecimal.encode(Hash(of: content).bytes).utf8) + [0x0A]
    }
}

/// Why a checked file has no content to give.
public enum CheckedFileError: Error, Hashable, Sendable {
    case damaged(path: String)
    case file(FileError)
}

extension CheckedFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .damaged(let path): "\(path) does not match its checksum: it is damaged or was edited"
        case .file(let error): error.description
        }
    }
}
