public import Foundation

/// In which form a return is handed in.
public enum ReportForm: String, Codable, Sendable, CaseIterable {
    case xlsx
    /// CSV in UTF-8 with a byte order mark, which Excel and WPS need to see that it is UTF-8.
    case csv
    /// CSV in GB18030, for programs that know nothing else.
    case csvGB18030 = "csv-gb18030"

    /// The usual end of a file's name.
    public var fileExtension: String { self == .xlsx ? "xlsx" : "csv" }

    /// For the line Content-Type.
    public var mediaType: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        case .csvGB18030: "text/csv; charset=gb18030"
        }
    }

    /// The bytes of a file with this return. Throws `ReportError.notInGB18030` and what making a workbook throws.
    public func bytes(of report: Report) throws -> Data {
        switch self {
        case .xlsx: try ReportWorkbook.bytes(of: report)
        case .csv: Data([0xEF, 0xBB, 0xBF] + ReportCSV.text(of: report).utf8)
        case .csvGB18030: try GB18030.bytes(of: ReportCSV.text(of: report))
        }
    }
}
