/// What an answer says of itself: which set it answers, and how it stands to other answers.
///
/// One set may be answered more than once: when its parts arrive on several days, or when a stick is carried twice. Such
/// answers differ in their `id`; files of one answer have the same.
public struct BundleReply: Hashable, Sendable {
    /// The set that is answered.
    public let set: BundleID
    /// Names this answer.
    public let id: BundleID
    /// Answers that the sender had given to this node before this one, as far as it remembers: it is later than they are.
    public let earlier: [BundleID]
    /// Hash of the key that signed the answer.
    public let sender: Hash

    public init(set: BundleID, id: BundleID, earlier: [BundleID], sender: Hash) {
        self.set = set
        self.id = id
        self.earlier = earlier
        self.sender = sender
    }
}
