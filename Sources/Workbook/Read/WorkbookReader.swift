public import Foundation

/// Reads the sheets of an XLSX file as text: the archive with libzip, its parts with Foundation's XML parser.
///
/// Formulas are not calculated; the results that the file holds are read. Hidden sheets are passed over.
///
/// Source: ECMA-376 part 1, section 18 (SpreadsheetML).
public enum WorkbookReader {
    /// Cells with something in them that a workbook may have: 100,000 lines of fifty columns.
    public static let cellsMax = 5_000_000

    /// Whether bytes begin as an archive, or as what an old workbook begins with: everything else is text.
    public static func isWorkbook(_ data: Data) -> Bool {
        data.starts(with: [0x50, 0x4B]) || data.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    /// The sheets that are shown, in their order. Throws `WorkbookReadError`.
    public static func sheets(in data: Data) throws(WorkbookReadError) -> [ReadSheet] {
        let archive = try WorkbookArchive(data)
        let root = try relations(archive, of: "")
        let book = root.first { $0.type.hasSuffix("/officeDocument") }?.target ?? "xl/workbook.xml"
        let (entries, isFrom1904) = try contents(archive.requiredPart(book), part: book)
        let relations = try relations(archive, of: book)
        func target(_ type: String) -> String? { relations.first { $0.type.hasSuffix("/" + type) }?.target }

        var formats = NumberFormats()
        if let styles = target("styles"), let data = try archive.part(styles) {
            formats = try NumberFormats(data, part: styles)
        }
        var strings: [String] = []
        if let shared = target("sharedStrings"), let data = try archive.part(shared) {
            strings = try sharedStrings(data, part: shared)
        }
        let reader = SheetPart(strings: strings, formats: formats, isFrom1904: isFrom1904)
        var left = cellsMax
        var sheets: [ReadSheet] = []
        for entry in entries where !entry.isHidden {
            // A chart has a place among the sheets, and no cells.
            guard let relation = relations.first(where: { $0.id == entry.relation }),
                relation.type.hasSuffix("/worksheet")
            else { continue }
            let data = try archive.requiredPart(relation.target)
            sheets.append(try reader.read(data, part: relation.target, name: entry.name, cellsLeft: &left))
        }
        guard !sheets.isEmpty else { throw .noSheet }
        return sheets
    }

    private struct Entry {
        let name: String
        let relation: String
        let isHidden: Bool
    }

    private struct Relation {
        let id: String
        let type: String
        /// Path of a part in the archive.
        let target: String
    }

    private static func contents(
        _ data: Data, part: String
    ) throws(WorkbookReadError) -> (entries: [Entry], isFrom1904: Bool) {
        var entries: [Entry] = []
        var isFrom1904 = false
        let reader = XMLPart()
        reader.start = { name, attributes in
            switch name {
            case "sheet":
                // Written as r:id, whatever the prefix is.
                let relation = attributes.first { $0.key.hasSuffix(":id") }?.value ?? attributes["id"] ?? ""
                entries.append(
                    Entry(
                        name: attributes[local: "name"] ?? "", relation: relation,
                        isHidden: ["hidden", "veryHidden"].contains(attributes[local: "state"])))
            case "workbookPr": isFrom1904 = ["1", "true"].contains(attributes[local: "date1904"])
            default: break
            }
        }
        try reader.read(data, part: part)
        return (entries, isFrom1904)
    }

    /// What a part refers to; nothing where it has no relations.
    private static func relations(
        _ archive: WorkbookArchive, of part: String
    ) throws(WorkbookReadError) -> [Relation] {
        let folder = part.contains("/") ? part.split(separator: "/").dropLast().joined(separator: "/") + "/" : ""
        let file = part.split(separator: "/").last.map(String.init) ?? ""
        let list = "\(folder)_rels/\(file).rels"
        guard let data = try archive.part(list) else { return [] }
        var relations: [Relation] = []
        let reader = XMLPart()
        reader.start = { name, attributes in
            guard name == "Relationship", let id = attributes[local: "Id"], let target = attributes[local: "Target"],
                attributes[local: "TargetMode"] != "External"
            else { return }
            let full = path(target.hasPrefix("/") ? target : folder + target)
            relations.append(Relation(id: id, type: attributes[local: "Type"] ?? "", target: full))
        }
        try reader.read(data, part: list)
        return relations
    }

    /// A path in the archive without `.` and `..`.
    private static func path(_ target: String) -> String {
        var steps: [Substring] = []
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }

    private static func sharedStrings(_ data: Data, part: String) throws(WorkbookReadError) -> [String] {
        var strings: [String] = []
        var text = ""
        var isPhonetic = false
        let reader = XMLPart()
        reader.start = { [unowned reader] name, _ in
            switch name {
            case "si":
                text = ""
                if strings.count >= cellsMax { reader.stop(.tooManyCells(most: cellsMax)) }
            case "rPh": isPhonetic = true
            default: break
            }
        }
        reader.end = { name, content in
            switch name {
            case "t" where !isPhonetic: text += content
            case "rPh": isPhonetic = false
            case "si": strings.append(text)
            default: break
            }
        }
        try reader.read(data, part: part)
        return strings
    }
}
