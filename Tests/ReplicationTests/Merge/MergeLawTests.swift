import Causality
import Foundation
import Replication
import SeedTestKit
import Testing

/// The merge is a function of the set of applied changes (FAILURES.md F4, F10): whatever the order, the repeats and
/// the ids that never come.
///
/// `TINGSU_SEEDS=1..100000 swift test --filter MergeLawTests` runs other seeds, `TINGSU_SEEDS=17` one.
@Suite struct MergeLawTests {
    static let seeds: ClosedRange<UInt64> = {
        let text = ProcessInfo.processInfo.environment["TINGSU_SEEDS"] ?? "1..2500"
        let bounds = text.components(separatedBy: "..").compactMap { UInt64($0) }
        return (bounds.first ?? 1)...max(bounds.last ?? 2500, bounds.first ?? 1)
    }()

    private func forEverySeed(_ body: (inout SeededStream) throws -> String?) {
        for seed in Self.seeds {
            var stream = SeededStream(seed: seed)
            let failure: String?
            do { failure = try body(&stream) } catch { failure = "\(error)" }
            guard let failure else { continue }
            Issue.record("seed \(seed): \(failure)\nreplay: TINGSU_SEEDS=\(seed) swift test --filter MergeLawTests")
            return
        }
    }

    @Test func eachStepEqualsTheDefinitionOverWhatIsApplied() {
        forEverySeed { stream in
            let history = MergeHistory(&stream)
            var state = RecordState()
            var applied: [MergeHistory.Change] = []
            for change in history.arrivals(&stream) {
                state.take(change, applied: &applied)
                if state.siblingTable != MergeHistory.siblings(of: applied) {
                    return "after \(applied.count) changes the siblings are not the definition's"
                }
                if !state.registers.allSatisfy({ !$0.siblings.isEmpty }) { return "a register is empty" }
            }
            return nil
        }
    }

    @Test func equalSetsHaveEqualBytesInAnyOrder() {
        forEverySeed { stream in
            let history = MergeHistory(&stream)
            // Some are held back: a set with ids that are superseded and not applied.
            let set = history.changes.filter { _ in stream.chance(80) }
            var encodings: Set<[UInt8]> = [
                RecordState(folding: (set + set).shuffled(using: &stream).map { ($0.id, $0.body) }).encoded
            ]
            for _ in 0..<3 {
                var state = RecordState()
                var applied: [MergeHistory.Change] = []
                for change in set.shuffled(using: &stream) { state.take(change, applied: &applied) }
                encodings.insert(state.encoded)
            }
            return encodings.count == 1 ? nil : "\(encodings.count) encodings of one set"
        }
    }

    @Test func decodingGivesBackTheState() {
        forEverySeed { stream in
            let history = MergeHistory(&stream)
            let set = history.changes.filter { _ in stream.chance(80) }
            let state = RecordState(folding: set.map { ($0.id, $0.body) })
            let decoded = try RecordState(encoded: state.encoded)
            return decoded == state && decoded.encoded == state.encoded ? nil : "the decoded state differs"
        }
    }

    /// A damaged store is an error, never a trap (FAILURES.md F9).
    @Test func damagedBytesAreAnErrorAndNeverATrap() {
        forEverySeed { stream in
            let history = MergeHistory(&stream)
            let bytes = RecordState(folding: history.changes.map { ($0.id, $0.body) }).encoded
            for length in 0..<bytes.count {
                do {
                    _ = try RecordState(encoded: Array(bytes[..<length]))
                    return "the first \(length) of \(bytes.count) bytes were read"
                } catch {}
            }
            for _ in 0..<10 {
                var damaged = bytes
                for _ in 0...stream.below(3) {
                    damaged[stream.below(damaged.count)] = stream.chance(30) ? 0xFF : UInt8(stream.below(256))
                }
                if stream.chance(30) { damaged.append(UInt8(stream.below(256))) }
                _ = try? RecordState(encoded: damaged)
            }
            return nil
        }
    }

    @Test func countsBeyondTheBytesAreRefused() {
        for count in [[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x80, 0x80, 0x01]] as [[UInt8]] {
            #expect(throws: StorageCorruption.self) { try RecordState(encoded: [1] + count) }
            #expect(throws: StorageCorruption.self) { try RecordState(encoded: [1, 0] + count) }
            #expect(throws: StorageCorruption.self) { try RecordState(encoded: [1, 0, 0] + count) }
        }
        #expect(throws: StorageCorruption.self) { try RecordState(encoded: [2, 0, 0, 0]) }
    }
}
