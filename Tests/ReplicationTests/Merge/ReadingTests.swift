import Causality
import Replication
import Testing
import WireProtocol

/// What people see of a register with several siblings (FAILURES.md F4).
@Suite struct ReadingTests {
    private let codec = ProtobufChangeCodec()
    private let register = RegisterNumber(rawValue: 2)

    private func id(_ number: UInt64) -> ChangeID { ChangeID(high: number, low: 0) }

    private func body(
        _ texts: [UInt32: String], at time: Int64 = 0, superseding: [UInt64] = []
    ) -> ChangeBody {
        ChangeBody(
            salt: 0, kind: EngineNode.kind, record: RecordID(rawValue: 1), author: RecordID(rawValue: 1),
            recordedAt: time, supersedes: superseding.map(id),
            writes: texts.keys.sorted().map {
                .init(register: RegisterNumber(rawValue: $0), value: codec.encode(.text(texts[$0] ?? "")))
            }, remainingInUnit: 0)
    }

    private func state(_ bodies: [ChangeBody]) -> RecordState {
        RecordState(folding: bodies.enumerated().map { (id(UInt64($0) + 1), $1) })
    }

    @Test func equalResolutionsShowAsOne() {
        let state = state([
            body([2: "200,000"]), body([2: "600,000"]),
            body([2: "300,000"], at: 5, superseding: [1, 2]), body([2: "300,000"], at: 6, superseding: [1, 2]),
        ])
        let readings = state.readings(of: register, codec: codec)
        #expect(readings.map(\.value) == [.text("300,000")])
        #expect(readings.first?.siblings.map(\.change) == [id(4), id(3)])
        #expect(state.livingChanges == [id(3), id(4)])
    }

    @Test func aWriteOverAReadingSupersedesAllItsChanges() {
        let settled = state([body([2: "a"]), body([2: "a"]), body([2: "b"], superseding: [1, 2])])
        #expect(settled[register].map(\.change) == [id(3)])
    }

    @Test func theShownValueIsTheNewestAndTheGreaterIdBreaksATie() {
        let texts = ["a", "b", "c"]
        for times in [[9, 5, 5], [5, 9, 5], [5, 5, 9], [5, 5, 5], [9, 9, 5]] as [[Int64]] {
            let state = state(zip(texts, times).map { body([2: $0], at: $1) })
            let newest = times.max() ?? 0
            let expected = texts[times.lastIndex(of: newest) ?? 0]
            #expect(state.shownValue(of: register, codec: codec) == .text(expected))
            #expect(state.readings(of: register, codec: codec).first?.value == .text(expected))
            #expect(state.readings(of: register, codec: codec).count == 3)
        }
        #expect(state([]).shownValue(of: register, codec: codec) == nil)
    }

    /// `supersedes` counts for the registers that the body writes, and for no other.
    @Test func onlyTheRegistersWrittenAreSuperseded() {
        let state = state([body([2: "a", 3: "x"]), body([2: "b"], superseding: [1])])
        #expect(state[RegisterNumber(rawValue: 2)].map(\.change) == [id(2)])
        #expect(state[RegisterNumber(rawValue: 3)].map(\.change) == [id(1)])
    }

    @Test func nothingIsSupersededImplicitly() {
        let state = state([body([2: "a"], at: 1), body([2: "b"], at: 2)])
        #expect(state[register].count == 2)
    }
}
