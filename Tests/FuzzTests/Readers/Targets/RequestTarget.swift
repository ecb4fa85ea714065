import Replication
import WireProtocol

extension FuzzTarget {
    /// The message that a downstream sends, with the vectors and segments in it.
    static let request = FuzzTarget("request") { samples in
        try samples.vectors("requests", "message") + samples.vectors("vectors", "message")
            + samples.vectors("body-columns", "columns").filter { $0.count < 4_096 }.map(FuzzTarget.requestOfColumns)
    } run: { bytes in
        guard let (request, sender) = try? WireCodec.decodeRequestAndSender(bytes) else { return }
        let again = try WireCodec.decodeRequestAndSender(WireCodec.encode(request, sender: sender))
        try FuzzFinding.expect(again == (request, sender), "written and read it is another request")
        let columns = try WireCodec.decodeRequest(WireCodec.encode(request, inColumns: true))
        try FuzzFinding.expect(columns == request, "written in columns and read it is another request")
        for state in request.scopes { _ = state.vector?.digest }
        let read = request.read(by: ProtobufChangeCodec(), signedBy: nil)
        try FuzzFinding.expect(read == request, "read for the store it is another request")
        for segment in request.segments {
            for origin in segment.entries.compactMap(\.origin) { _ = origin.position }
            _ = (segment.endSeq, segment.byteCount)
        }
    }

    /// A request with one segment of two entries, whose bodies stand in columns.
    private static func requestOfColumns(_ columns: [UInt8]) -> [UInt8] {
        func number(_ tag: UInt8) -> [UInt8] { [tag] + [UInt8](repeating: 9, count: 8) }
        let field = [0x3A] + SampleBytes.length(columns.count) + columns
        let segment = number(0x09) + number(0x11) + [0x18, 0x01, 0x22, 0x00, 0x22, 0x00] + field
        return [0x08, 0x01, 0x1A] + SampleBytes.length(segment.count) + segment
    }
}
