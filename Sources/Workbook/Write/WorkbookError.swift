/// Why no workbook was made.
public enum WorkbookError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The library's own words: the disk is full, a sheet has an impossible name.
    case failed(String)
    /// More rows than a sheet holds.
    case tooManyRows(Int)
    /// Where the library writes could not be made or read.
    case temporaryFolder(String)

    public var description: String {
        switch self {
        case .failed(let reason): "the workbook was not written: \(reason)"
        case .tooManyRows(let rows): "\(rows) rows are more than a sheet holds (\(WorkbookWriter.rowsMax))"
        case .temporaryFolder(let path): "cannot use the temporary folder \(path)"
        }
    }
}
