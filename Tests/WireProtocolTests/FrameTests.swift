import Testing
import WireProtocol

@Suite struct FrameTests {
    @Test func payloadsOfEverySizeReturnAsTheyWere() throws {
        try withSeeds(60) { generator, replay in
            let random = generator.bytes(0...3000)
            let repetitive = [UInt8](repeating: 0x61, count: generator.int(0...100_000))
            for payload in [random, repetitive] {
                let returned = try Frame.decode(try Frame.encode(payload))
                #expect(returned == payload, "\(replay)")
            }
        }
    }

    @Test func smallOrIncompressiblePayloadsTravelAsTheyAre() throws {
        var generator = Generator(seed: 1)
        for payload in [[], [UInt8](repeating: 1, count: 199), generator.bytes(5000...5000)] {
            #expect(try Frame.encode(payload) == [0x54, 0x53, 1, 0] + payload)
        }
        #expect(try Frame.encode([UInt8](repeating: 1, count: 200)).prefix(4) == [0x54, 0x53, 1, 1])
    }

    @Test func whatIsNoFrameSaysWhy() {
        #expect(throws: FrameError.cutOff(count: 3)) { try Frame.decode([0x54, 0x53, 1]) }
        #expect(throws: FrameError.notAFrame) { try Frame.decode(Array("<html>".utf8)) }
        #expect(throws: FrameError.unsupportedVersion(2)) { try Frame.decode([0x54, 0x53, 2, 0]) }
        #expect(throws: FrameError.unsupportedCompression(9)) { try Frame.decode([0x54, 0x53, 1, 9]) }
    }

    @Test func framesBeyondTheLimitsAreNeitherSentNorTaken() {
        #expect(throws: FrameError.tooLarge(limit: FrameLimits.compressedBytes)) {
            try Frame.decode([UInt8](repeating: 0, count: FrameLimits.compressedBytes + 1))
        }
        #expect(throws: FrameError.tooLarge(limit: FrameLimits.decompressedBytes)) {
            try Frame.encode([UInt8](repeating: 0, count: FrameLimits.decompressedBytes + 1))
        }
    }

    @Test func aZipBombStopsAtTheLimit() throws {
        let header: [UInt8] = [0x54, 0x53, 1, 1]
        let fits = FrameLimits.decompressedBytes / (128 * 1024)
        #expect(try Frame.decode(header + zeros(blocks: fits)).count == FrameLimits.decompressedBytes)
        #expect(throws: FrameError.tooLarge(limit: FrameLimits.decompressedBytes)) {
            try Frame.decode(header + zeros(blocks: fits + 1))
        }
        // Five GiB in 160 KB.
        #expect(throws: FrameError.tooLarge(limit: FrameLimits.decompressedBytes)) {
            try Frame.decode(header + zeros(blocks: 40_000))
        }
    }

    @Test func aWindowBeyondTheLimitIsRefused() {
        var frame: [UInt8] = [0x54, 0x53, 1, 1] + zeros(blocks: 1)
        frame[9] = 20 << 3  // window of 2^30 bytes
        #expect(throws: FrameError.self) { try Frame.decode(frame) }
    }

    @Test func bytesAfterTheCompressedDataAreRefused() {
        #expect(throws: FrameError.damaged("bytes follow the compressed data")) {
            try Frame.decode([0x54, 0x53, 1, 1] + zeros(blocks: 1) + [0])
        }
        #expect(throws: FrameError.damaged("bytes follow the compressed data")) {
            try Frame.decode([0x54, 0x53, 1, 1] + zeros(blocks: 1) + zeros(blocks: 1))
        }
    }

    /// libzstd reads a skippable frame as nothing at all; it is no message (RFC 8878, 3.1.2).
    @Test func aSkippableFrameIsNoMessage() {
        let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0]
        #expect(throws: FrameError.damaged("it holds no zstd frame")) {
            try Frame.decode([0x54, 0x53, 1, 1] + skippable)
        }
        #expect(throws: FrameError.self) { try Frame.decode([0x54, 0x53, 1, 1] + skippable + zeros(blocks: 1)) }
    }

    @Test func everyTruncationOfACompressedFrameIsDamaged() throws {
        var generator = Generator(seed: 2)
        let payload = generator.array(60...60) { $0.bytes(10...10) + Array("村里的水渠一直没有修".utf8) }.flatMap { $0 }
        let frame = try Frame.encode(payload)
        #expect(frame[3] == 1)
        for length in 0..<frame.count {
            #expect(throws: FrameError.self, "\(length) bytes") { try Frame.decode(Array(frame[..<length])) }
        }
    }
}
