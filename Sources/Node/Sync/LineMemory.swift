import PeerTransport
import Replication

/// What a sync learned of its line: how much goes through it before it breaks.
///
/// A batch is the least that a cut costs, and a line that is cut again and again carries none that is too large for it,
/// however often it is tried.
struct LineMemory {
    /// A batch that took less than this may be followed by one twice as large, and one that took four times as long by
    /// half of it: at 30 kbit/s they stay at some ten seconds.
    static let comfortableSeconds = 5.0

    /// Bytes of bodies to begin with.
    let batchBytes: Int
    /// Whether a batch with changes in it was answered.
    var hasCarried = false

    /// `batchBytes` is what the sync before left word of.
    init(batchBytes: Int?) {
        self.batchBytes = min(batchBytes ?? Limits.firstBatchBytes, Limits.firstBatchBytes)
    }

    /// With what the next sync begins after one that failed; nil for the standard.
    func batchBytesAfter(_ failure: SyncFailure) -> Int? {
        guard case .transport(let error) = failure, error.mayBeTooMuchForTheLine else { return batchBytes }
        // Where some went through, the same again; where none did, half.
        return hasCarried ? batchBytes : max(batchBytes / 2, Limits.bytesPerSignedHead)
    }

    /// The most that the batch after one of so many bytes may have; nil where the line is quick.
    static func bound(after bytes: Int, seconds: Double) -> Int? {
        if seconds < comfortableSeconds { return nil }
        return seconds < 4 * comfortableSeconds ? bytes : bytes / 2
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
