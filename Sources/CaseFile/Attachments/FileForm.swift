/// The forms of files that may be attached: what scanners and telephones make, and any county's computers can open.
///
/// Told by the first bytes and not by the name: a program under the name of a picture is refused.
public enum FileForm: String, CaseIterable, Sendable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case tiff = "image/tiff"
    case heic = "image/heic"
    case pdf = "application/pdf"
    case mp3 = "audio/mpeg"
    case m4a = "audio/mp4"

    /// The media type.
    public var mediaType: String { rawValue }

    /// The usual end of a file's name.
    public var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .tiff: "tif"
        case .heic: "heic"
        case .pdf: "pdf"
        case .mp3: "mp3"
        case .m4a: "m4a"
        }
    }

    /// Whether every browser shows it as a picture.
    public var isShownByBrowsers: Bool { self == .jpeg || self == .png }

    /// What people call it.
    public var label: Label {
        switch self {
        case .jpeg, .png, .tiff, .heic: Label("图片", "Picture")
        case .pdf: Label("PDF文件", "PDF")
        case .mp3, .m4a: Label("录音", "Recording")
        }
    }

    /// The form of a file with these first bytes; nil for any other. Sources: the formats' own specifications.
    public init?(of bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(12))
        func begins(_ start: [UInt8], at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: start) }
        if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if begins([0x49, 0x49, 0x2A, 0x00]) || begins([0x4D, 0x4D, 0x00, 0x2A]) {
            self = .tiff
        } else if begins(Array("%PDF-".utf8)) {
            self = .pdf
        } else if begins(Array("ID3".utf8)) || begins([0xFF, 0xFB]) {
            self = .mp3
        } else if begins(Array("ftyp".utf8), at: 4) {
            switch String(decoding: head.dropFirst(8), as: UTF8.self) {
            case "heic", "heix", "mif1": self = .heic
            case "M4A ": self = .m4a
            default: return nil
            }
        } else {
            return nil
        }
    }
}

extension Label {
    /// `1.4 MB`, `320 KB`: how large a file is, in either language.
    public static func fileSize(_ bytes: UInt64) -> Label {
        let tenths = (bytes + 52_428) / 104_857
        let text = bytes < 1_000_000 ? "\((bytes + 1023) / 1024) KB" : "\(tenths / 10).\(tenths % 10) MB"
        return Label(text, text)
    }
}
