import Causality
import Replication

/// What a run did, line by line, under one running digest: the same seed must give the same bytes.
struct Trace {
    private(set) var lines: [String] = []
    private(set) var digest = Hash(of: [])

    mutating func add(_ line: String) {
        lines.append(line)
        digest = Hash(of: digest.bytes + Array(line.utf8))
    }

    /// A line and bytes that travelled.
    mutating func add(_ line: String, bytes: [UInt8]) {
        add("\(line), \(bytes.count) bytes \(Hexadecimal.encode(Hash(of: bytes).tag))")
    }
}
