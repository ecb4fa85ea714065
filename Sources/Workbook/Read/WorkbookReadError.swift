/// Why a workbook was not read.
public enum WorkbookReadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// An `.xls` of before 2007, or a workbook with a password: both are the same old container.
    case oldOrProtected
    /// No workbook, or a damaged one: which part, and what is wrong with it.
    case damaged(part: String, reason: String)
    /// A part that would unpack to more bytes than are read: a ledger has some megabytes.
    case tooLarge(part: String, most: Int)
    /// More cells than are read.
    case tooManyCells(most: Int)
    /// No sheet that is shown.
    case noSheet

    public var description: String {
        switch self {
        case .oldOrProtected: "an .xls file of before 2007, or a workbook with a password: save it as .xlsx without one"
        case .damaged(let part, let reason): "\(part): \(reason)"
        case .tooLarge(let part, let most): "\(part) unpacks to more than \(most) bytes"
        case .tooManyCells(let most): "the workbook has more than \(most) cells"
        case .noSheet: "the workbook has no sheet"
        }
    }
}
