import Causality
import Replication
import WireProtocol

@testable import Identity

extension FuzzTarget {
    /// The fixed layouts: geneses, headers, origins, heads, keys, and the node's own states and witness.
    static let log = FuzzTarget("log") { samples in
        let witness = Witness(
            replica: ReplicaID(rawValue: 7), ownChanges: 3,
            lastHead: LogPosition(
                log: LogID(scope: ScopeID(rawValue: 1), replica: ReplicaID(rawValue: 7)), seq: 3,
                hash: Hash(of: [1])), machine: "m")
        return try samples.vectors("geneses", "genesis") + samples.vectors("chains", "genesis")
            + samples.vectors("origins", "origin") + samples.vectors("keys", "key")
            + samples.vectors("head-signatures", "signature") + [witness.bytes, Self.sampleState().encoded]
    } run: { bytes in
        if let genesis = Genesis(bytes: bytes) {
            try FuzzFinding.expect(genesis.bytes == bytes, "a genesis has other bytes than it was read from")
            _ = (genesis.replica, genesis.chainStart(in: .directory))
        }
        if let header = ChangeHeader(bytes: bytes) {
            try FuzzFinding.expect(header.bytes == bytes, "a header has other bytes than it was read from")
        }
        if let witness = Witness(bytes: bytes) {
            try FuzzFinding.expect(Witness(bytes: witness.bytes) == witness, "written and read it is another witness")
        }
        if let state = try? RecordState(encoded: bytes) { _ = state.encoded }
        if let key = DeviceKey(x963: bytes) {
            try FuzzFinding.expect(key.x963 == bytes, "a key has other bytes than it was read from")
            _ = key.isValid(signature: bytes, for: bytes)
        }
        _ = FuzzKey.named("device").key.isValid(signature: bytes, for: [])
        // An origin travels within an entry of a segment, which the messages' targets read; here it is alone.
        let entry = [0x0A, 0x00, 0x12] + SampleBytes.length(bytes.count) + bytes
        let segment =
            [0x09, 1, 0, 0, 0, 0, 0, 0, 0, 0x11, 1, 0, 0, 0, 0, 0, 0, 0, 0x18, 0x01, 0x22]
            + SampleBytes.length(entry.count) + entry
        let message = [0x08, 0x01, 0x1A] + SampleBytes.length(segment.count) + segment
        guard let request = try? WireCodec.decodeRequest(message) else { return }
        for origin in request.segments.flatMap(\.entries).compactMap(\.origin) {
            let isProven = origin.proves(
                bodyHash: origin.headers.first?.bodyHash ?? Hash(of: []), signedBy: FuzzKey.named("device").key)
            try FuzzFinding.expect(!isProven, "evidence that nobody signed is proven")
        }
    }

    private static func sampleState() -> RecordState {
        let id = RecordID(rawValue: 5)
        let body = ChangeBody(
            salt: 1, kind: RecordKind(rawValue: 102), record: id, author: id, enteredBy: nil, recordedAt: 1,
            supersedes: [Hash(of: [3]).changeID],
            writes: [.init(register: RegisterNumber(rawValue: 2), value: EncodedValue(bytes: [1]))], remainingInUnit: 0)
        return RecordState(folding: [(Hash(of: [2]).changeID, body)])
    }
}
