import Foundation

/// Reads the cells of one sheet.
struct SheetPart {
    let strings: [String]
    let formats: NumberFormats
    let isFrom1904: Bool

    /// The cell that is being read.
    private struct Open {
        var row = -1
        var column = -1
        var type = ""
        var style = 0
        var value: String?
        var inline: String?
        var isFormula = false
    }

    /// Reads a sheet's part; `cellsLeft` is how many cells the workbook may still have. Throws `WorkbookReadError`.
    func read(
        _ data: Data, part: String, name: String, cellsLeft: inout Int
    ) throws(WorkbookReadError) -> ReadSheet {
        var sheet = ReadSheet(name: name)
        var cell = Open()
        var left = cellsLeft
        // Rows and cells may leave out where they are: then they follow the one before.
        var row = -1
        var column = -1
        var isPhonetic = false
        let reader = XMLPart()
        reader.start = { [unowned reader] element, attributes in
            switch element {
            case "row":
                let given = attributes[local: "r"].flatMap { Int($0) }.map { $0 - 1 }
                row = given.flatMap { (0..<CellPlace.rowsMax).contains($0) ? $0 : nil } ?? row + 1
                column = -1
            case "c":
                let place = attributes[local: "r"].flatMap { CellPlace($0) }
                column = place?.column ?? column + 1
                cell = Open(
                    row: place?.row ?? row, column: column, type: attributes[local: "t"] ?? "",
                    style: attributes[local: "s"].flatMap { Int($0) } ?? 0)
            case "rPh": isPhonetic = true
            case "mergeCell":
                if let merge = attributes[local: "ref"].flatMap({ ReadSheet.Merge($0) }) {
                    guard sheet.merges.count < SheetPart.mergesMax else {
                        return reader.stop(.tooManyCells(most: WorkbookReader.cellsMax))
                    }
                    sheet.merges.append(merge)
                }
            default: break
            }
        }
        reader.end = { [unowned reader] element, text in
            switch element {
            case "v": cell.value = text
            case "f": cell.isFormula = true
            case "rPh": isPhonetic = false
            case "t" where !isPhonetic: cell.inline = (cell.inline ?? "") + text
            case "c":
                guard let content = self.content(of: cell), cell.row >= 0 else { return }
                left -= 1
                guard left >= 0 else { return reader.stop(.tooManyCells(most: WorkbookReader.cellsMax)) }
                sheet.cells[cell.row, default: [:]][cell.column] = content
            default: break
            }
        }
        try reader.read(data, part: part)
        cellsLeft = left
        return sheet
    }

    private static let mergesMax = 100_000

    /// What a person sees in the cell; nil for an empty one.
    private func content(of cell: Open) -> ReadSheet.Cell? {
        switch cell.type {
        case "inlineStr": return SheetPart.filled(cell.inline)
        case "s":
            guard let index = cell.value.flatMap({ Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }),
                strings.indices.contains(index)
            else { return nil }
            return SheetPart.filled(strings[index])
        case "str": return SheetPart.filled(cell.value)
        case "b": return cell.value.map { ReadSheet.Cell($0 == "1" ? "是" : "否") }
        case "e": return cell.value.map { ReadSheet.Cell($0, doubt: .error) }
        case "d": return SheetPart.filled(cell.value)
        default:
            guard let value = cell.value, !value.isEmpty else {
                return cell.isFormula ? ReadSheet.Cell("", doubt: .notCalculated) : nil
            }
            return number(value.trimmingCharacters(in: .whitespacesAndNewlines), style: cell.style)
        }
    }

    private func number(_ text: String, style: Int) -> ReadSheet.Cell {
        guard let number = Double(text) else { return ReadSheet.Cell(text, doubt: .error) }
        if formats.isDate(style: style), let date = SerialDate.text(number, isFrom1904: isFrom1904) {
            return ReadSheet.Cell(date)
        }
        guard number.rounded() == number, abs(number) < 1e18 * 10 else {
            return ReadSheet.Cell(SheetPart.plain(number))
        }
        let whole = Decimal(string: text).map { "\($0)" } ?? text
        // Fifteen digits are kept; a sixteenth is a zero.
        return ReadSheet.Cell(whole, doubt: abs(number) >= 1e15 ? .digitsLost : nil)
    }

    /// A fraction with the digits that a spreadsheet shows of it, so that 0.1 + 0.2 is 0.3.
    private static func plain(_ number: Double) -> String {
        let text = String(format: "%.15g", number)
        guard text.contains("e"), let decimal = Decimal(string: text) else { return text }
        return "\(decimal)"
    }

    private static func filled(_ text: String?) -> ReadSheet.Cell? {
        guard let text, !text.isEmpty else { return nil }
        return ReadSheet.Cell(text)
    }
}
