import CaseFile
import Testing

@Suite struct FileFormTests {
    @Test(arguments: [
        ([0xFF, 0xD8, 0xFF, 0xE1], FileForm.jpeg), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        ([0x49, 0x49, 0x2A, 0x00], .tiff), ([0x4D, 0x4D, 0x00, 0x2A], .tiff), (Array("%PDF-1.4".utf8), .pdf),
        (Array("ID3\u{4}".utf8), .mp3), ([0, 0, 0, 24] + Array("ftypheic".utf8), .heic),
        ([0, 0, 0, 24] + Array("ftypM4A ".utf8), .m4a),
    ])
    func aFormIsToldByItsFirstBytes(bytes: [UInt8], form: FileForm) {
        #expect(FileForm(of: bytes + [1, 2, 3]) == form)
        #expect(FileForm(rawValue: form.mediaType) == form)
    }

    @Test(arguments: [
        [], [0xFF], [0xFF, 0xD8], Array("#!/bin/sh".utf8), Array("<svg>".utf8), Array("PK\u{3}\u{4}".utf8),
        [0, 0, 0, 24] + Array("ftypisom".utf8), Array("MZ".utf8), Array("GIF89a".utf8),
    ])
    func everythingElseIsNone(bytes: [UInt8]) {
        #expect(FileForm(of: bytes) == nil)
    }

    @Test(arguments: [
        (0, "0 KB"), (1, "1 KB"), (1024, "1 KB"), (1025, "2 KB"), (999_999, "977 KB"), (1_048_576, "1.0 MB"),
        (33_554_433, "32.0 MB"), (UInt64.max, "17592286708288.0 MB"),
    ])
    func aSizeIsShownWhateverSomebodyWrote(bytes: UInt64, text: String) {
        #expect(Label.fileSize(bytes).zhHans == text)
    }
}
