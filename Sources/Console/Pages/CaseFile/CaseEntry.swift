/// One entry of a case's timeline, as the template shows it.
struct CaseEntry: Sendable {
    /// What a reader of the entry must know about it.
    struct Mark: Sendable {
        /// `late`, `doubt`, `dispute` or `danger`, for the style beside the words.
        let markName: String
        let markText: String
    }

    /// How somebody felt.
    struct Feeling: Sendable {
        let feelingWho: String
        let feelingText: String
        let feelingHref: String
    }

    /// A text of the record; the label is nil where it speaks for itself.
    struct Part: Sendable {
        let partLabel: String?
        let partText: String
    }

    /// Something that belongs to it: a milestone, a follow-up.
    struct Item: Sendable {
        let itemHref: String
        let itemDay: String
        let itemText: String
        let itemState: String?
        /// `overdue`, `today`, `soon` or `done`.
        let itemStateName: String
    }

    let kindName: String
    let kindText: String
    let whenText: String
    let entryHref: String
    /// Nil where there is nothing to say.
    let byline: String?
    let marks: [Mark]
    let feelings: [Feeling]
    let moreFeelings: String?
    let parts: [Part]
    let items: [Item]
    let moreItems: String?
    /// Who wrote it down, and when.
    let recordedText: String
    let entryCustodyName: String
    let entryCustodyText: String
    let entryCorrectHref: String?
    let entryPrintHref: String?
    let entryAttachHref: String?
    /// How many files are attached; nil for none.
    let entryFiles: String?
}
