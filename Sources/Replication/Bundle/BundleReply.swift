/// What an answer says of itself: which set it answers, and how it stands to other answers.
///
/// One set may be answered more than once: when its parts arrive on several days, or when a stick is carried twice. Such
/// answers differ in their `id`; files of one answer have the same.
public struct BundleReply: Hashable, Sendable {
    /// The set that is answered.
    public let set: BundleID
    /// The highest part of that set which had been taken in for this answer, from 1.
    public let part: Int
    /// Names this answer.
    public let id: BundleID
    /// Hash of the key that signed the answer.
    public let sender: Hash

    public init(set: BundleID, part: Int, id: BundleID, sender: Hash) {
        self.set = set
        self.part = part
        self.id = id
        self.sender = sender
    }
}
