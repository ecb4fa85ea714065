import Replication

/// What came of the files of one set that were brought together.
struct TakenSet: Sendable {
    /// How an answer stood to what is known here.
    enum Standing: String, Codable, Sendable {
        /// Requests from below.
        case requests
        /// The upstream had all of this machine, and this one now has all of the upstream.
        case complete
        /// There is more on one side: it goes with the next stick, or by the line.
        case unfinished
        /// A later answer was taken before: only changes counted.
        case late
    }

    let set: BundleID
    let sender: String
    let standing: Standing
    let partNumbers: [Int]
    let parts: Int
    let missing: [Int]
    /// Changes that are new here.
    let received: Int
    /// Scans and photographs that came whole.
    let files: Int
    let refusals: [Refusal]
    /// The answer to requests, in the node's own folder; nil where there is none.
    let answer: MadeBundle?
}
