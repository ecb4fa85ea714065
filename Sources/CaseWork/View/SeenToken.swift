public import Causality

/// What somebody was looking at: the changes behind a record when it was shown, as a word to copy.
///
/// `show` prints it and a write takes it back (`--seen`), so that the write replaces exactly what its author saw and a
/// value that arrived meanwhile stays and shows as a conflict. Nothing about it is stored: it is the first digits of
/// the living change ids, dots between, eight each or as many as tell the record's changes apart.
///
/// Source: DESIGN.md section 4.
public struct SeenToken: Hashable, Sendable {
    /// Lower-case hexadecimal beginnings of change ids, sorted, each once.
    public let prefixes: [String]

    /// Short enough to copy by hand, long enough that a record's later changes hardly ever share it.
    static let digitsMin = 8

    /// The token for `living` changes of a record that has had `all` these.
    public init(_ living: [ChangeID], among all: [ChangeID]) {
        // Most records were written once.
        if living.count == 1, all == living {
            prefixes = [String(Hexadecimal.encode(living[0].high).prefix(SeenToken.digitsMin))]
            return
        }
        // In sorted order an id shares its longest beginning with a neighbour.
        let sorted = Array(Set(all + living)).sorted()
        let wanted = Set(living)
        prefixes = sorted.indices.filter { wanted.contains(sorted[$0]) }.map { index in
            let id = sorted[index]
            let shared = [index - 1, index + 1].filter(sorted.indices.contains).map {
                id.sharedDigits(with: sorted[$0])
            }
            return String(id.description.prefix(max(SeenToken.digitsMin, (shared.max() ?? 0) + 1)))
        }
    }

    /// Reads what `description` wrote. Throws `CaseWorkError.tokenMalformed`.
    public init(_ text: String) throws(CaseWorkError) {
        let parts = text.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isWhole = parts.allSatisfy { part in
            (SeenToken.digitsMin...32).contains(part.count)
                && part.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        }
        guard isWhole else { throw .tokenMalformed(text) }
        prefixes = Array(Set(parts)).sorted()
    }

    /// The changes that the token names among a record's stored ones, sorted. Throws `CaseWorkError.tokenUnknown` or
    /// `.tokenAmbiguous` with the part that fails.
    public func resolve(among changes: [ChangeID]) throws(CaseWorkError) -> [ChangeID] {
        let known = Array(Set(changes)).sorted()
        var resolved: [ChangeID] = []
        for prefix in prefixes {
            let matches = known.filter { $0.description.hasPrefix(prefix) }
            guard let match = matches.first else { throw .tokenUnknown(prefix) }
            guard matches.count == 1 else { throw .tokenAmbiguous(prefix) }
            resolved.append(match)
        }
        return Array(Set(resolved)).sorted()
    }
}

extension SeenToken: CustomStringConvertible {
    public var description: String { prefixes.joined(separator: ".") }
}

extension ChangeID {
    /// How many hexadecimal digits the two ids begin with in common, 0…32.
    fileprivate func sharedDigits(with other: ChangeID) -> Int {
        let high = (high ^ other.high).leadingZeroBitCount
        return (high < 64 ? high : 64 + (low ^ other.low).leadingZeroBitCount) / 4
    }
}
