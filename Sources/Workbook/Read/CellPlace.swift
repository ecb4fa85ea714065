/// Where a cell is, read from a name such as `AB12`; numbers from 0.
struct CellPlace: Hashable {
    let row: Int
    let column: Int

    /// Rows and columns of a sheet, limits of the format.
    static let rowsMax = 1_048_576
    static let columnsMax = 16_384

    init?(_ name: some StringProtocol) {
        var column = 0
        var row = 0
        for byte in name.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0 && column <= CellPlace.columnsMax:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && row <= CellPlace.rowsMax:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
        }
        guard (1...CellPlace.rowsMax).contains(row), (1...CellPlace.columnsMax).contains(column) else { return nil }
        self.row = row - 1
        self.column = column - 1
    }
}

extension ReadSheet.Merge {
    /// Reads `B1:D2`.
    init?(_ reference: String) {
        let corners = reference.split(separator: ":").map { CellPlace($0) }
        guard corners.count == 2, let first = corners[0], let last = corners[1], first.row <= last.row,
            first.column <= last.column
        else { return nil }
        self.init(rows: first.row...last.row, columns: first.column...last.column)
    }
}
