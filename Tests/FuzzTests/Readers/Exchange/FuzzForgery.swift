import Causality
import WireProtocol

@testable import Replication

extension FuzzCounty {
    /// A log of the other device's own making, signed with its real key: whatever the input says, but for the signature.
    func forgedSegment(_ input: inout FuzzBytes) throws -> Segment {
        let signer = other.signer
        let template = try device.read { _, transaction in
            transaction.heads(in: Self.village).first { $0.seq > 1 && $0.seq < 4 }
                .map { ($0, transaction.changes(of: $0.log, from: 1, byteLimit: 4096)) }
        }
        let previous: ReplicaID? = input.below(2) == 0 ? nil : template?.0.replica
        let heads = (0..<(previous == nil ? 0 : input.below(3))).map { index in
            LogPosition(
                log: LogID(scope: ScopeID(rawValue: UInt64(index) + 1), replica: previous ?? ReplicaID(rawValue: 1)),
                seq: input.below(2) == 0 ? input.word() : UInt64(input.byte()), hash: Hash(of: input.take(1)))
        }
        let genesis = Genesis(
            deviceKeyHash: signer.key.hash, nonce: RecordID(rawValue: UInt128(input.byte())), previous: previous,
            previousHeads: heads)
        let scope = [Self.village, .directory, ScopeID(rawValue: 0x1001 + UInt64(input.byte()))][input.below(3)]
        let log = LogID(scope: scope, replica: genesis.replica)
        let first: UInt64 = input.below(4) == 0 ? max(1, input.word() & UInt64(Int64.max)) : 1
        var chain = LogChain(
            log: log, after: first == 1 ? nil : LogPosition(log: log, seq: first - 1, hash: Hash(of: [])),
            genesis: genesis)
        var entries: [LogEntry] = []
        var positions: [LogPosition] = []
        for _ in 0...input.below(3) where first < UInt64(Int64.max) - 8 {
            var body = template?.1.first?.body ?? []
            switch input.below(3) {
            case 0: body = input.edited(body)
            case 1: body = input.take(1 + input.below(256))
            default: break
            }
            let origin = input.below(3) == 0 ? try forgedOrigin(template?.1 ?? [], signer, &input) : nil
            let entry = LogEntry(body: body, origin: origin)
            entries.append(entry)
            positions.append(chain.next(entry).position)
        }
        let signed = positions.filter { _ in input.below(4) != 1 } + positions.suffix(1)
        var seen: Set<UInt64> = []
        return Segment(
            log: log, firstSeq: first, genesis: first == 1 ? genesis : nil, entries: entries,
            heads: try signed.filter { seen.insert($0.seq).inserted }.sorted { $0.seq < $1.seq }
                .map { try SignedHead(signing: $0, with: signer) })
    }

    /// Evidence about changes of the honest device, with the other's signature under it or a true one.
    private func forgedOrigin(
        _ changes: [StoredChange], _ signer: FuzzKey, _ input: inout FuzzBytes
    ) throws -> Origin? {
        guard let log = changes.first?.position.log else { return nil }
        return try device.read { _, transaction -> Origin? in
            guard let genesis = transaction.genesis(of: log.replica) else { return nil }
            var previous = genesis.chainStart(in: log.scope)
            let lift = input.below(4) == 0 ? input.word() & UInt64(Int64.max) : 0
            var headers: [ChangeHeader] = []
            for change in changes {
                let seq = change.position.seq &+ lift
                guard (1...UInt64(Int64.max)).contains(seq) else { return nil }
                headers.append(
                    ChangeHeader(
                        scope: log.scope, replica: log.replica, seq: seq, bodyHash: Hash(of: change.body),
                        previous: previous))
                previous = change.position.hash
            }
            guard let last = headers.last else { return nil }
            let position = LogPosition(log: log, seq: last.seq, hash: last.hash)
            let real = transaction.signedHeads(of: log, in: 1...UInt64(Int64.max)).last
            let head = try input.below(2) == 0 ? real : SignedHead(signing: position, with: signer)
            return head.map { Origin(genesis: genesis, headers: headers, head: $0) }
        }
    }
}
