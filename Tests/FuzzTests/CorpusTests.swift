import Foundation
import Replication
import Testing

/// Every input of the committed corpus through every reader: what libFuzzer found worth keeping, and what once broke
/// something. `make fuzz` looks for more.
@Suite struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    private static let samples = SampleBytes(
        folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "SyncProtocol/Vectors"))

    /// Everyone but the plays of a whole county, to which only their own inputs say anything.
    private static func readers(of owner: FuzzTarget) -> [FuzzTarget] {
        let plays = [FuzzTarget.exchange.name, FuzzTarget.stick.name]
        return FuzzTarget.all.filter { !plays.contains($0.name) || $0.name == owner.name }
    }

    private static func inputs(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
        let own = folder.appending(path: target.name)
        return try FileManager.default.contentsOfDirectory(atPath: own.path).sorted()
            .map { ($0, Array(try Data(contentsOf: own.appending(path: $0)))) }
    }

    @Test(arguments: FuzzTarget.all.map(\.name)) func everyReaderSurvivesTheInputs(of name: String) throws {
        let owner = try #require(FuzzTarget.all.first { $0.name == name })
        let inputs = try Self.inputs(of: owner)
        #expect(!inputs.isEmpty, "Corpus/\(name) is empty: `make fuzz` fills it")
        for input in inputs {
            for target in Self.readers(of: owner) {
                #expect(throws: Never.self, "FUZZ_TARGET=\(target.name) FUZZ_INPUT=Corpus/\(name)/\(input.name)") {
                    try target.run(input.bytes)
                }
            }
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name)) func everyReaderSurvivesWhatFuzzingBeginsWith(_ name: String) throws {
        let owner = try #require(FuzzTarget.all.first { $0.name == name })
        let seeds = try owner.seeds(Self.samples)
        #expect(!seeds.isEmpty)
        for (index, bytes) in seeds.enumerated() {
            for target in Self.readers(of: owner) {
                #expect(throws: Never.self, "seed \(index) of \(name) in \(target.name)") { try target.run(bytes) }
            }
        }
    }

    /// A target that refuses whatever it is given tests nothing.
    @Test func theCountyOfTheExchangesIsComplete() throws {
        let county = try FuzzCounty.start.get()
        for node in [county.center, county.device, county.other] {
            try county.checkStore(node)
            #expect(node.state.changeIDs == county.center.state.changeIDs)
        }
        #expect(county.center.state.changeIDs.count > 8)
    }
}
