import ArgumentParser

/// Seeds from one to another, both included: `1..500`, or `17` for one.
struct SeedRange: ExpressibleByArgument {
    let first: UInt64
    let last: UInt64

    init(first: UInt64, last: UInt64) {
        self.first = first
        self.last = last
    }

    init?(argument: String) {
        let bounds = argument.split(separator: ".", omittingEmptySubsequences: true).map { UInt64($0) }
        guard (1...2).contains(bounds.count), let first = bounds.first ?? nil, let last = bounds.last ?? nil,
            first <= last
        else { return nil }
        self.init(first: first, last: last)
    }

    var defaultValueDescription: String { "\(first)..\(last)" }
}
