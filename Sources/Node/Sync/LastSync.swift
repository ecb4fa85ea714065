/// How the last sync with the upstream went, kept for `tingsu status` and the page of it.
public struct LastSync: Codable, Hashable, Sendable {
    /// What happened and what to do about it.
    public struct Sentence: Codable, Hashable, Sendable {
        public let zhHans: String
        public let en: String
    }

    /// Milliseconds since 1970 by this machine's clock.
    public let at: Int64
    /// The address that answered; nil where none did.
    public let address: String?
    /// The code of the failure; nil for a sync that finished.
    public let failure: String?
    /// The same in words; nil for a sync that finished.
    public let sentence: Sentence?
    /// How many logs the upstream or this machine did not take; nil where the sync did not finish.
    public let refused: Int?
    /// The upstream's clock less this machine's, milliseconds.
    public let clockOffset: Int64?
    /// The version of the program that answered last, as it said itself; nil where it said none.
    public let upstreamVersion: String?
    /// Bytes of bodies with which the next sync begins, where this one found out what its line carries; nil for the
    /// standard.
    public let nextBatchBytes: Int?
    /// Whether a stick brought the answer; nil for a sync over the line.
    public var isByBundle: Bool?
    /// Whether the upstream that answered last reads bodies in columns; nil where that is not known.
    public var readsColumns: Bool?
}
