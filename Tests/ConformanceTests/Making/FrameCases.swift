import CaseFile

/// Frames: what is in them, and what is refused.
enum FrameCases {
    private static let head: [UInt8] = [0x54, 0x53, 0x01]
    /// "入户听诉 " twenty times, packed by another program.
    private static let packed: [UInt8] = [
        0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x60, 0xa5, 0x00, 0x00, 0x68, 0xe5, 0x85, 0xa5, 0xe6, 0x88, 0xb7, 0xe5, 0x90,
        0xac,
        0xe8, 0xaf, 0x89, 0x20, 0x01, 0x00, 0x74, 0xa0, 0xe6, 0x17,
    ]
    private static let block = 128 * 1024

    static func frames() throws -> VectorFile {
        func valid(_ name: String, _ frame: FieldValue, length: Int) throws -> VectorCase {
            try Topic.frames.makeCase(name, ["frame": frame], expecting: ["length": .count(length)])
        }
        func refused(_ name: String, _ frame: FieldValue, _ code: String) throws -> VectorCase {
            try Topic.frames.makeCase(name, ["frame": frame], expecting: ["error": .string(code)])
        }
        func zstd(_ bytes: [UInt8]) -> FieldValue { .hex(head + [1] + bytes) }
        let mib = 1024 * 1024
        return VectorFile(
            about: "Frames (5, 16): length and hash of the message within, or the error code.",
            cases: [
                try valid("an empty message", .hex(head + [0]), length: 0),
                try valid("plain", .hex(head + [0, 1, 2, 3]), length: 3),
                try valid("plain, although it begins as a frame", .hex(head + [0] + head), length: 3),
                try valid("zstd", zstd(packed), length: 260),
                try valid("zstd of 128 KiB of zeros", zstd(zeros(blocks: 1)), length: block),
                try valid("zstd with a checksum", zstd(FrameCases.checked), length: 4),
                try valid("unpacked to exactly 16 MiB", zstd(zeros(blocks: 128)), length: 16 * mib),
                try valid(
                    "as large as a frame may be", .array([.hex(head + [0]), .repeated([0], 8 * mib - 4)]),
                    length: 8 * mib - 4),
                try refused("nothing", .hex([]), "bad_frame"),
                try refused("one byte", .hex([0x54]), "bad_frame"),
                try refused("three bytes", .hex(head), "bad_frame"),
                try refused("another beginning", .hex([0x53, 0x54, 1, 0]), "bad_frame"),
                try refused("a page of HTML", .hex(Array("<html>".utf8)), "bad_frame"),
                try refused("frame version 2", .hex([0x54, 0x53, 2, 0]), "unsupported_version"),
                try refused("frame version 0", .hex([0x54, 0x53, 0, 0]), "unsupported_version"),
                try refused(
                    "a foreign version before an unknown compression", .hex([0x54, 0x53, 2, 9]), "unsupported_version"),
                try refused("compression 2", .hex(head + [2, 1, 2, 3]), "bad_frame"),
                try refused("zstd of nothing", zstd([]), "bad_frame"),
                try refused("zstd that is cut off", zstd(packed.dropLast()), "bad_frame"),
                try refused("zstd that is cut off in its header", zstd(Array(packed[..<5])), "bad_frame"),
                try refused("zstd with a damaged header", zstd([0x28, 0xb5, 0x2f, 0xfc] + packed[4...]), "bad_frame"),
                try refused("a byte behind the zstd frame", zstd(packed + [0]), "bad_frame"),
                try refused("two zstd frames", zstd(packed + packed), "bad_frame"),
                try refused(
                    "a wrong checksum",
                    zstd(FrameCases.checked.dropLast() + [FrameCases.checked[FrameCases.checked.count - 1] ^ 1]),
                    "bad_frame"),
                try refused("a skippable frame alone", zstd([0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0]), "bad_frame"),
                try refused(
                    "a skippable frame before the zstd frame", zstd([0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0] + packed),
                    "bad_frame"),
                try refused("plain bytes called zstd", zstd([8, 1]), "bad_frame"),
                try refused(
                    "a window of 32 MiB", zstd([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x78, 0x03, 0x00, 0x10, 0x00]),
                    "bad_frame"),
                try refused("a bomb: 16 MiB and a block", zstd(zeros(blocks: 129)), "too_large"),
                try refused("a bomb: 1 GiB in 32 KiB", zstd(zeros(blocks: 8192)), "too_large"),
                try refused(
                    "one byte too large to travel", .array([.hex(head + [0]), .repeated([0], 8 * mib - 3)]), "too_large"
                ),
            ])
    }

    /// A zstd frame of blocks that each repeat a zero 128 KiB long (RFC 8878, RLE blocks): four bytes each.
    private static func zeros(blocks: Int) -> [UInt8] {
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
        for block in 1...blocks { frame += [block == blocks ? 0x03 : 0x02, 0x00, 0x10, 0x00] }
        return frame
    }

    /// "abcd" as a raw block behind a header that announces a checksum, which follows.
    private static let checked: [UInt8] = [
        0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x04, 0x21, 0x00, 0x00, 0x61, 0x62, 0x63, 0x64, 0xCC, 0x92, 0x5D, 0xD2,
    ]
}
