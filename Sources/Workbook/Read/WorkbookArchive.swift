import CZip
import Foundation

/// The parts of a workbook file, unpacked with libzip.
///
/// Nothing is written to a disk, and no part is unpacked beyond `partBytesMax`, whatever size the file claims.
final class WorkbookArchive {
    static let partBytesMax = 256 << 20

    private let archive: OpaquePointer
    /// The bytes that the archive reads from.
    private let bytes: UnsafeMutableRawPointer

    /// Opens the bytes of a file. Throws `WorkbookReadError` for anything that is no ZIP archive.
    init(_ data: Data) throws(WorkbookReadError) {
        // The container of old Office files and of protected ones (MS-CFB, section 2.2).
        guard !data.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { throw .oldOrProtected }
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, data.count), alignment: 1)
        data.copyBytes(to: UnsafeMutableRawBufferPointer(start: copy, count: data.count))
        var problem = zip_error_t()
        zip_error_init(&problem)
        defer { zip_error_fini(&problem) }
        guard let source = zip_source_buffer_create(copy, zip_uint64_t(data.count), 0, &problem) else {
            copy.deallocate()
            throw .damaged(part: "zip", reason: WorkbookArchive.words(&problem))
        }
        guard let opened = zip_open_from_source(source, ZIP_RDONLY, &problem) else {
            zip_source_free(source)
            copy.deallocate()
            throw .damaged(part: "zip", reason: WorkbookArchive.words(&problem))
        }
        archive = opened
        bytes = copy
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    /// The bytes of a part; nil where there is none of this name, upper and lower case being one.
    ///
    /// Source: ECMA-376 part 2, section 6.2.2.3: names of parts differ in more than case.
    func part(_ name: String) throws(WorkbookReadError) -> Data? {
        let path = name.hasPrefix("/") ? String(name.dropFirst()) : name
        let index = zip_name_locate(archive, path, zip_flags_t(ZIP_FL_NOCASE))
        guard index >= 0 else { return nil }
        guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else {
            throw .damaged(part: path, reason: String(cString: zip_strerror(archive)))
        }
        defer { zip_fclose(file) }
        var content = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = zip_fread(file, &buffer, zip_uint64_t(buffer.count))
            guard count >= 0 else { throw .damaged(part: path, reason: String(cString: zip_file_strerror(file))) }
            guard count > 0 else { return content }
            content.append(contentsOf: buffer[..<Int(count)])
            guard content.count <= WorkbookArchive.partBytesMax else {
                throw .tooLarge(part: path, most: WorkbookArchive.partBytesMax)
            }
        }
    }

    /// The same. Throws where there is none.
    func requiredPart(_ name: String) throws(WorkbookReadError) -> Data {
        guard let content = try part(name) else { throw .damaged(part: name, reason: "missing") }
        return content
    }

    private static func words(_ problem: inout zip_error_t) -> String { String(cString: zip_error_strerror(&problem)) }
}
