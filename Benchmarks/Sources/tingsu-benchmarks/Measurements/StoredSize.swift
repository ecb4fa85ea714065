import ArgumentParser

/// How many changes a center holds before the measured day.
enum StoredSize: String, CaseIterable, ExpressibleByArgument {
    case thousand = "1k"
    case tenThousand = "10k"
    case hundredThousand = "100k"
    case million = "1m"
    case tenMillion = "10m"

    var changes: Int {
        switch self {
        case .thousand: 1_000
        case .tenThousand: 10_000
        case .hundredThousand: 100_000
        case .million: 1_000_000
        case .tenMillion: 10_000_000
        }
    }

    /// The name of the figure.
    var name: String { "merge_at_\(rawValue)" }
}
