/// A reader of bytes that others made, and what must hold of it whatever the bytes are.
///
/// Each stands in a file of its own, listed in `FuzzTarget.all`. The same code runs under libFuzzer (`make fuzz`) and,
/// over the committed corpus, in `CorpusTests`.
struct FuzzTarget: Sendable {
    /// The name of its folder in `Corpus`, and what `FUZZ_TARGET` says.
    let name: String
    /// The longest input that is tried: longer ones find nothing new and take longer.
    let bytesMax: Int
    /// Inputs to begin with.
    let seeds: @Sendable (SampleBytes) throws -> [[UInt8]]
    /// Reads the bytes. Throws `FuzzFinding` where a promise is broken; refusing them is no finding.
    let run: @Sendable ([UInt8]) throws -> Void

    init(
        _ name: String, bytesMax: Int = 4096, seeds: @escaping @Sendable (SampleBytes) throws -> [[UInt8]],
        run: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.name = name
        self.bytesMax = bytesMax
        self.seeds = seeds
        self.run = run
    }
}

/// A broken promise.
struct FuzzFinding: Error, CustomStringConvertible {
    let description: String

    /// Throws a finding unless `condition` holds.
    static func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws(FuzzFinding) {
        if !condition { throw FuzzFinding(description: what()) }
    }
}
