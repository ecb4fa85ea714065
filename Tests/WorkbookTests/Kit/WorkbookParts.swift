import CZip
import Foundation
import Testing

/// A workbook that is written part by part, as programs that are not ours write them.
struct WorkbookParts {
    var parts: [(path: String, text: String)] = []
    /// Bytes in place of a part's text, by path; looked up only.
    var raw: [String: [UInt8]] = [:]

    static let sheetType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"

    /// A workbook of one sheet with these rows of XML, and whatever else is given.
    init(
        rows: String, merges: String = "", strings: String = "", styles: String = "", properties: String = "",
        state: String = ""
    ) {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        parts = [
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(main)" xmlns:r="\(office)"><workbookPr \(properties)/><sheets>
                <sheet name="台账" sheetId="1" r:id="rId1" \(state)/></sheets></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships><Relationship Id="rId1" Type="\(WorkbookParts.sheetType)" Target="worksheets/sheet1.xml"/>
                <Relationship Id="rId2" Type="\(office)/styles" Target="/xl/styles.xml"/>
                <Relationship Id="rId3" Type="\(office)/sharedStrings" Target="../xl/sharedStrings.xml"/></Relationships>
                """
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData>\(merges)</worksheet>"
            ),
            ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>"),
            ("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>"),
        ]
    }

    /// The file, made with libzip in memory.
    func bytes() throws -> Data {
        var problem = zip_error_t()
        let source = try #require(zip_source_buffer_create(nil, 0, 0, &problem))
        let archive = try #require(zip_open_from_source(source, ZIP_TRUNCATE, &problem))
        zip_source_keep(source)
        defer { zip_source_free(source) }
        var kept: [UnsafeMutablePointer<UInt8>] = []
        defer { for part in kept { part.deallocate() } }
        for part in parts {
            let bytes = raw[part.path] ?? Array(part.text.utf8)
            let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
            copy.initialize(from: bytes, count: bytes.count)
            kept.append(copy)
            let content = try #require(zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 0))
            #expect(zip_file_add(archive, part.path, content, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0)
        }
        #expect(zip_close(archive) == 0)
        #expect(zip_source_open(source) == 0)
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = zip_source_read(source, &buffer, zip_uint64_t(buffer.count)), count > 0 {
            data.append(contentsOf: buffer[..<Int(count)])
        }
        zip_source_close(source)
        return data
    }
}
