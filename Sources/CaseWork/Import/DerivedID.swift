import Causality
import Replication

extension RecordID {
    /// The id that a key of an imported file stands for in a scope: the same on every machine and in every run.
    ///
    /// A second import then finds its records instead of doubling them, and two villages that import one list offline
    /// make one record of each line. It has the form of a UUIDv7 whose time is fixed, so that imported records lie
    /// together in the store and sort before those that people make; the rest is from SHA-256 over purpose, scope and
    /// key. Whoever knows the scope's number could test whether a key occurs in it; only those who may read the scope
    /// get its ids, and they may read the keys as well.
    init(derivedFrom parts: [String], purpose: String, in scope: ScopeID) {
        var bytes = Array(purpose.utf8)
        bytes.append(0)
        bytes += Array(scope.description.utf8)
        for part in parts {
            // Lengths keep ("ab", "c") apart from ("a", "bc").
            bytes += Array("\u{0}\(part.utf8.count):\(part)".utf8)
        }
        let hash = Hash(of: bytes).bytes
        func word(_ range: Range<Int>) -> UInt64 { hash[range].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(unixMilliseconds: RecordID.derivedMilliseconds, random: (word(0..<8), word(8..<16)))
    }

    /// 2020-01-01T00:00:00Z: before anything that this program recorded.
    private static let derivedMilliseconds: Int64 = 1_577_836_800_000
}
