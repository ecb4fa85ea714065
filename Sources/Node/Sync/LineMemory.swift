import PeerTransport
import Replication

/// What a sync learned of its line: how much goes through it before it breaks.
///
/// A batch is the least that a cut costs, and a line that is cut again and again carries none that is too large for it,
/// however often it is tried.
struct LineMemory {
    /// A batch that took less than this may be followed by one twice as large, and one that took three times as long by
    /// half of it. At 30 kbit/s they come to some 80 KiB on the wire and twenty-odd seconds, of which the round trip is
    /// a fifteenth, and what the changes have in common travels once for a thousand of them. With 25 KiB, as it was
    /// before, every quarter of them had both for itself.
    static let comfortableSeconds = 16.0
    /// The same on a line that broke over the sync before: a larger batch only has more to lose there.
    static let comfortableSecondsAfterCut = 2.0

    /// Bytes of bodies to begin with.
    let batchBytes: Int
    /// What the sync before left word of; nil where it finished.
    private let known: Int?
    /// Whether a batch with changes in it was answered.
    var hasCarried = false
    var columns: ColumnsAgreement

    /// `last` is how the sync before went.
    init(after last: LastSync?) {
        known = last?.nextBatchBytes
        batchBytes = min(known ?? Limits.firstBatchBytes, Limits.firstBatchBytes)
        columns = ColumnsAgreement(upstreamReads: last?.readsColumns ?? false)
    }

    /// With what the next sync begins after one that failed; nil for the standard.
    func batchBytesAfter(_ failure: SyncFailure) -> Int? {
        guard case .transport(let error) = failure, error.mayBeTooMuchForTheLine else { return known }
        // Where some went through, the same again; where none did, half.
        return hasCarried ? batchBytes : max(batchBytes / 2, Limits.bytesPerSignedHead)
    }

    /// The most that the batch after one of so many bytes may have; nil where the line is quick.
    func bound(after bytes: Int, seconds: Double) -> Int? {
        let comfortable = known == nil ? LineMemory.comfortableSeconds : LineMemory.comfortableSecondsAfterCut
        if seconds < comfortable { return nil }
        return seconds < 3 * LineMemory.comfortableSeconds ? bytes : bytes / 2
    }
}

extension PeerTransportError {
    /// Whether it broke while bodies were on the line.
    fileprivate var mayBeTooMuchForTheLine: Bool {
        switch self {
        case .connectionCut, .lineTooSlow: true
        default: false
        }
    }
}
