import CXlsxWriter

/// Writes one sheet.
struct SheetWriter {
    let worksheet: UnsafeMutablePointer<lxw_worksheet>
    let styles: WorkbookStyles

    /// Excel's number of A4.
    private static let paperA4: UInt8 = 9

    func write(_ sheet: WorkbookSheet) throws {
        var row: lxw_row_t = 0
        for (text, style) in [(sheet.title, styles.title), (sheet.subtitle, styles.subtitle)] {
            guard let text else { continue }
            try put(.text(text), row, 0, style)
            row += 1
        }
        for (column, definition) in sheet.columns.enumerated() {
            let column = lxw_col_t(column)
            try WorkbookWriter.check(worksheet_set_column(worksheet, column, column, definition.width, nil))
            try put(.text(definition.title), row, column, styles.head)
        }
        setPages(headRow: row)
        row += 1
        for line in sheet.rows {
            for (column, cell) in line.cells.enumerated() {
                try put(cell, row, lxw_col_t(column), isTotal: line.isTotal)
            }
            row += 1
        }
        if let footer = sheet.footer { try put(.text(footer), row + 1, 0, styles.subtitle) }
    }

    /// A4 across, as wide as a page, with the head on every page and in view.
    private func setPages(headRow: lxw_row_t) {
        worksheet_set_landscape(worksheet)
        worksheet_set_paper(worksheet, SheetWriter.paperA4)
        worksheet_fit_to_pages(worksheet, 1, 0)
        worksheet_repeat_rows(worksheet, headRow, headRow)
        worksheet_freeze_panes(worksheet, headRow + 1, 0)
        worksheet_set_footer(worksheet, "&C第 &P 页，共 &N 页")
    }

    private func put(_ cell: WorkbookCell, _ row: lxw_row_t, _ column: lxw_col_t, isTotal: Bool) throws {
        let pair =
            switch cell {
            case .empty, .text: styles.text
            case .integer: styles.integer
            case .cents: styles.cents
            case .share: styles.share
            case .date: styles.date
            }
        try put(cell, row, column, pair.format(isTotal: isTotal))
    }

    private func put(
        _ cell: WorkbookCell, _ row: lxw_row_t, _ column: lxw_col_t, _ format: WorkbookStyles.Format?
    ) throws {
        let error =
            switch cell {
            case .empty: worksheet_write_blank(worksheet, row, column, format)
            case .text(let text):
                worksheet_write_string(worksheet, row, column, WorkbookWriter.fitting(text), format)
            case .integer(let number): worksheet_write_number(worksheet, row, column, Double(number), format)
            case .cents(let cents): worksheet_write_number(worksheet, row, column, Double(cents) / 100, format)
            case .share(let share): worksheet_write_number(worksheet, row, column, share, format)
            case .date(let year, let month, let day) where year >= 1900:
                write(year: year, month: month, day: day, row, column, format)
            case .date(let year, let month, let day):
                worksheet_write_string(worksheet, row, column, "\(year)-\(month)-\(day)", format)
            }
        try WorkbookWriter.check(error)
    }

    private func write(
        year: Int, month: Int, day: Int, _ row: lxw_row_t, _ column: lxw_col_t, _ format: WorkbookStyles.Format?
    ) -> lxw_error {
        var date = lxw_datetime()
        date.year = Int32(year)
        date.month = Int32(month)
        date.day = Int32(day)
        return worksheet_write_datetime(worksheet, row, column, &date, format)
    }
}
