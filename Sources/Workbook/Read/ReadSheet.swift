/// A sheet as it was read: what a person sees in its cells, as text.
public struct ReadSheet: Hashable, Sendable {
    /// One cell with something in it.
    public struct Cell: Hashable, Sendable {
        public let text: String
        /// What somebody should know about the text; nil for most.
        public let doubt: Doubt?

        public init(_ text: String, doubt: Doubt? = nil) {
            self.text = text
            self.doubt = doubt
        }
    }

    /// Why a text may not be what its author typed.
    public enum Doubt: Hashable, Sendable {
        /// A number with more digits than a spreadsheet keeps: the last ones have become zeros, as with an identity number.
        case digitsLost
        /// An error such as `#REF!`.
        case error
        /// A formula whose result the file does not hold.
        case notCalculated
    }

    /// Cells that are shown as one; numbers from 0, the last ones included.
    public struct Merge: Hashable, Sendable {
        public let rows: ClosedRange<Int>
        public let columns: ClosedRange<Int>

        public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            self.rows = rows
            self.columns = columns
        }
    }

    public let name: String
    /// By row number from 0 and column from 0; only cells with something in them.
    public internal(set) var cells: [Int: [Int: Cell]] = [:]
    public internal(set) var merges: [Merge] = []

    public init(name: String) {
        self.name = name
    }

    public var rowNumbers: [Int] { cells.keys.sorted() }
}
