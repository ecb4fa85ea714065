/// How a line is during one session.
enum LineQuality {
    /// Nothing happens to any message.
    case clean
    /// To a third of the messages something happens.
    case bad
    /// Batches are as small as they can be, and the line breaks when a part of another branch has come.
    case slow

    func fate(_ draw: Randomness) -> MessageFate {
        self == .bad && draw.chance(35) ? draw.pick(MessageFate.allCases) : .delivered
    }
}
