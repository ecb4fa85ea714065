/// What stands in one cell of a sheet.
///
/// A text is always written as a text, whatever it begins with: nothing that somebody typed becomes a formula, and an
/// identity number keeps its eighteen digits.
public enum WorkbookCell: Hashable, Sendable {
    case empty
    case text(String)
    case integer(Int64)
    /// An amount in 分, shown in 元 with two decimals.
    case cents(Int64)
    /// A share of one, shown as a percentage with one decimal.
    case share(Double)
    /// A civil date, stored as a date: year, month, day. Before 1900 it is written as a text, because spreadsheets have no
    /// such dates.
    case date(year: Int, month: Int, day: Int)
}
