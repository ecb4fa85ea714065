/// One place where the code breaks a rule.
struct Finding: Hashable, Sendable {
    let path: String
    /// From 1.
    let line: Int
    let message: String
}

extension Finding: CustomStringConvertible {
    var description: String { "\(path):\(line): \(message)" }
}

/// A rule on the code's shape: a pure function, so that a planted violation can be put before it.
typealias TidyRule = @Sendable ([SourceFile]) -> [Finding]

extension [Finding] {
    /// All findings, one a line, as a test prints them.
    var report: String { map(\.description).joined(separator: "\n") }
}
