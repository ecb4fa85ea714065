import CXlsxWriter
public import Foundation

/// Makes an XLSX file of sheets, with libxlsxwriter.
///
/// The library writes to files only: they lie in a folder of their own that nobody else may open, and are gone when
/// `bytes` returns.
public enum WorkbookWriter {
    /// Rows of a sheet, a limit of the format.
    public static let rowsMax = 1_048_576
    /// Characters of a cell, a limit of the format; it counts UTF-16 units.
    public static let cellCharactersMax = 32_767
    /// What a longer text ends with: the rest stands in the case file.
    static let cutMark = "…（内容过长，其余见案卷）"

    /// The bytes of a workbook with these sheets. `madeAt`, seconds since 1970, stands in its properties, so that the same
    /// figures make the same file. Throws `WorkbookError`.
    public static func bytes(of sheets: [WorkbookSheet], title: String, madeAt: Int64) throws -> Data {
        for sheet in sheets where sheet.rows.count + headRowsMax > rowsMax {
            throw WorkbookError.tooManyRows(sheet.rows.count)
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tingsu-\(UUID().uuidString)").path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw WorkbookError.temporaryFolder(folder)
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/workbook.xlsx"
        try write(sheets, title: title, madeAt: madeAt, to: path, temporary: folder)
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw WorkbookError.temporaryFolder(folder)
        }
        return bytes
    }

    /// Title, subtitle, head and footer with the line before it.
    private static let headRowsMax = 5

    private static func write(
        _ sheets: [WorkbookSheet], title: String, madeAt: Int64, to path: String, temporary: String
    ) throws {
        try temporary.withCString { folder in
            var options = lxw_workbook_options()
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            guard let workbook = workbook_new_opt(path, &options) else {
                throw WorkbookError.failed("out of memory")
            }
            // Closing frees the workbook, whether or not it was written.
            let filled = Result { try fill(workbook, sheets, title: title, madeAt: madeAt) }
            let closed = workbook_close(workbook)
            try filled.get()
            try check(closed)
        }
    }

    private static func fill(
        _ workbook: UnsafeMutablePointer<lxw_workbook>, _ sheets: [WorkbookSheet], title: String, madeAt: Int64
    ) throws {
        try title.withCString { title in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: title)
            properties.created = time_t(madeAt)
            try check(workbook_set_properties(workbook, &properties))
        }
        let styles = WorkbookStyles(workbook)
        for sheet in sheets {
            guard let worksheet = workbook_add_worksheet(workbook, sheet.name) else {
                throw WorkbookError.failed("the sheet name \(sheet.name)")
            }
            try SheetWriter(worksheet: worksheet, styles: styles).write(sheet)
        }
    }

    static func check(_ error: lxw_error) throws {
        guard error != LXW_NO_ERROR else { return }
        throw WorkbookError.failed(lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)")
    }

    /// A text that fits a cell.
    static func fitting(_ text: String) -> String {
        guard text.utf16.count > cellCharactersMax else { return text }
        var fitting = ""
        var count = cutMark.utf16.count
        for character in text {
            count += character.utf16.count
            if count > cellCharactersMax { break }
            fitting.append(character)
        }
        return fitting + cutMark
    }
}
