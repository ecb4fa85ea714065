import Causality

extension ExchangeSession {
    /// The staged head, places n−1, n−2, n−4 … of the branch here and its newest signed heads, highest first, each seq once.
    ///
    /// Branches part behind a signed head, which so is named where it is not long ago. Where both branches have a place at
    /// one seq, the staged one is named: with the other, the upstream would go on behind a place that the staged branch
    /// does not have.
    func probe(_ log: LogID, _ transaction: some ReplicaTransaction) throws -> ExchangeRequest.ForkProbe {
        let height = try transaction.head(of: log)?.seq ?? 0
        var seqs: Set<UInt64> = []
        var back: UInt64 = 1
        while back < height {
            seqs.insert(height - back)
            back *= 2
        }
        if height > 1 {
            let heads = try transaction.signedHeads(of: log, in: 1...(height - 1)).map(\.position.seq)
            seqs.formUnion(heads.suffix(Limits.headsPerProbe))
        }
        var places: [ExchangeRequest.ForkProbe.Place] = []
        for seq in seqs.sorted(by: >) {
            if let hash = try transaction.hash(of: log, at: seq) { places.append(.init(seq: seq, tag: hash.tag)) }
        }
        if let staged = try transaction.stagedBranch(of: log).last?.heads.last?.position {
            places.removeAll { $0.seq == staged.seq }
            let index = places.firstIndex { $0.seq < staged.seq } ?? places.count
            places.insert(.init(seq: staged.seq, tag: staged.hash.tag), at: index)
        }
        return ExchangeRequest.ForkProbe(log: log, places: places)
    }
}
