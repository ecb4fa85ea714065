/// A text from which names and numbers were taken, with everything that was done to it.
public struct AnonymousText: Hashable, Sendable {
    /// One thing that was replaced.
    public struct Replacement: Hashable, Sendable {
        public let original: String
        public let placeholder: String
        public let kind: Anonymiser.Kind
        /// How often it stood there.
        public var count: Int
    }

    /// Something that may still tell who is meant; a person decides.
    public struct Suspicion: Hashable, Sendable {
        /// Why it is shown.
        public enum Reason: String, Hashable, Sendable, CaseIterable {
            case name, place, number, date, organisation, contact
        }

        public let text: String
        public let reason: Reason
        public var count: Int
    }

    public let text: String
    /// In the order in which they stand in the text.
    public let replacements: [Replacement]
    public let suspicions: [Suspicion]
}
