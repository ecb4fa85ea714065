import Replication

/// How the known records of a simulated county move: one register names the village in which a record lives since. Nothing
/// belongs to them, and they name nobody.
struct SimulatedMoves: MoveRule {
    static let register = RegisterNumber(rawValue: 59)
    let codec: SimulatedCodec

    var home: RegisterNumber { SimulatedMoves.register }

    func scope(ofHome value: EncodedValue) -> ScopeID? {
        guard case .text(let digits) = codec.decode(value) else { return nil }
        return UInt64(digits, radix: 16).map { ScopeID(rawValue: $0) }
    }

    func parts(of record: RecordKey) -> [RecordKey] { [] }

    func named(by records: [RecordKey]) -> [RecordKey] { [] }

    /// The villages that the readings of a record name as its home, sorted.
    func homes(_ state: RecordState?) -> [ScopeID] {
        Array(Set(state.map { $0[home].compactMap { scope(ofHome: $0.value) } } ?? [])).sorted()
    }
}
