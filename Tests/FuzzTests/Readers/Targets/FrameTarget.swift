import WireProtocol

extension FuzzTarget {
    /// What every message travels in, and zstd within it.
    static let frame = FuzzTarget("frame", bytesMax: 16_384) { samples in
        // The vectors have frames at the limits, too, which are too large to begin with.
        try samples.vectors("frames", "frame").filter { $0.count <= 16_384 }
            + samples.vectors("requests", "message").map(Frame.encode)
    } run: { bytes in
        guard let payload = try? Frame.decode(bytes) else { return }
        try FuzzFinding.expect(payload.count <= FrameLimits.decompressedBytes, "unpacked to \(payload.count) bytes")
        // Packing sixteen MiB takes longer than thousands of other inputs. What was packed by others may not fit when it is
        // packed anew, and says so.
        guard payload.count <= 1 << 16, let again = try? Frame.encode(payload) else { return }
        try FuzzFinding.expect(try Frame.decode(again) == payload, "packed and unpacked it is another message")
    }
}
