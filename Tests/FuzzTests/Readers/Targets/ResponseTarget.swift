import Replication
import WireProtocol

extension FuzzTarget {
    /// The message that an upstream answers with, with the receipts in it.
    static let response = FuzzTarget("response") { samples in
        try samples.vectors("responses", "message")
            // A receipt alone, as the field of an answer that it travels in.
            + samples.vectors("receipts", "receipt").map { [0x08, 0x01, 0x2A] + SampleBytes.length($0.count) + $0 }
    } run: { bytes in
        guard let response = try? WireCodec.decodeResponse(bytes) else { return }
        try FuzzFinding.expect(
            try WireCodec.decodeResponse(WireCodec.encode(response)) == response,
            "written and read it is another response")
        try FuzzFinding.expect(
            try WireCodec.decodeResponse(WireCodec.encode(response, inColumns: true)) == response,
            "written in columns and read it is another response")
        let key = FuzzKey.named("nobody").key
        for (receipt, next) in zip(response.receipts, response.receipts.dropFirst()) {
            _ = receipt.isSuperseded(by: next)
        }
        for receipt in response.receipts {
            try FuzzFinding.expect(!receipt.isValid(for: key), "a receipt that nobody signed is valid")
        }
    }
}

extension SampleBytes {
    /// A length as protobuf writes it.
    static func length(_ count: Int) -> [UInt8] {
        count < 0x80 ? [UInt8(count)] : [UInt8(count & 0x7F | 0x80)] + length(count >> 7)
    }
}
