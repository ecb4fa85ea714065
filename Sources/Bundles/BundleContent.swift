public import Identity
public import WireProtocol

/// What a sound bundle says of itself: who sends, proven, and how much is in it.
public struct BundleContent: Hashable, Sendable {
    public let header: BundleHeader
    public let sender: PeerIdentity
    /// What this answers; nil on the way up.
    public let answers: BundleOpening.Answered?
    /// Frames of the set in the parts before this one.
    public let framesBefore: Int
    /// What the sender's program says of itself; proven by nothing else than the sender's word.
    public let program: String
    public fileprivate(set) var frames = 0
    public fileprivate(set) var blobPieces = 0
    /// Pieces of kinds that a newer program knows.
    public fileprivate(set) var passedOver = 0

    init(header: BundleHeader, opening: BundleOpening, sender: PeerIdentity) {
        self.header = header
        self.sender = sender
        answers = opening.answers
        program = opening.program
        framesBefore = opening.framesBefore
    }

    mutating func count(_ piece: BundlePiece) {
        switch piece {
        case .frame: frames += 1
        case .blob: blobPieces += 1
        case .unknown: passedOver += 1
        case .opening, .wishes, .end: break
        }
    }
}
