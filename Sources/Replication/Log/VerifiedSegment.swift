import Causality

/// A segment whose chain and heads were checked, cut at its last valid head.
struct VerifiedSegment {
    struct Place {
        let entry: LogEntry
        let position: LogPosition
        let bodyHash: Hash
    }

    let genesis: Genesis
    let places: [Place]
    let heads: [SignedHead]

    /// Hashes every body into the chain behind `start` and checks the signatures.
    ///
    /// The last head must be on the chain and signed; where it is not, the segment is cut at the last one that is. An
    /// unsigned tail is dropped, never stored. A head that the device did sign, and that is not on the chain behind
    /// `start`, belongs to another branch than the one held here: a fork, no forgery.
    static func verify(
        _ segment: Segment, after start: LogPosition?, genesis: Genesis, key: DeviceKey, codec: some ChangeCodec
    ) -> Result<VerifiedSegment, SegmentFault> {
        var chain = LogChain(log: segment.log, after: start, genesis: genesis)
        var places: [Place] = []
        places.reserveCapacity(segment.entries.count)
        for entry in segment.entries {
            let (position, bodyHash) = chain.next(entry)
            places.append(Place(entry: entry, position: position, bodyHash: bodyHash))
        }
        var heads: [SignedHead] = []
        var fault = SegmentFault.badSignature
        for head in segment.heads {
            let seq = head.position.seq
            guard seq >= segment.firstSeq, seq < segment.endSeq, seq > heads.last?.position.seq ?? 0,
                head.isValid(for: key)
            else { continue }
            guard places[Int(seq - segment.firstSeq)].position == head.position else {
                if start != nil, head.position.log == segment.log { fault = .fork }
                continue
            }
            guard endsUnit(places[Int(seq - segment.firstSeq)].entry, codec) else {
                fault = .cutUnit
                continue
            }
            heads.append(head)
        }
        guard let last = heads.last else { return .failure(fault) }
        places.removeLast(Int(segment.endSeq - 1 - last.position.seq))
        return .success(VerifiedSegment(genesis: genesis, places: places, heads: heads))
    }

    /// Whether a head may stand behind the entry. A re-issued change is no part of a unit any more.
    private static func endsUnit(_ entry: LogEntry, _ codec: some ChangeCodec) -> Bool {
        guard entry.origin == nil, let body = entry.content(codec) else { return true }
        return body.remainingInUnit == 0
    }
}
