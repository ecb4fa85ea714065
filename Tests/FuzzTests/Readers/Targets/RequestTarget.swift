import Replication
import WireProtocol

extension FuzzTarget {
    /// The message that a downstream sends, with the vectors and segments in it.
    static let request = FuzzTarget("request") { samples in
        try samples.vectors("requests", "message") + samples.vectors("vectors", "message")
    } run: { bytes in
        guard let (request, sender) = try? WireCodec.decodeRequestAndSender(bytes) else { return }
        let again = try WireCodec.decodeRequestAndSender(WireCodec.encode(request, sender: sender))
        try FuzzFinding.expect(again == (request, sender), "written and read it is another request")
        for state in request.scopes { _ = state.vector?.digest }
        let read = request.read(by: ProtobufChangeCodec(), signedBy: nil)
        try FuzzFinding.expect(read == request, "read for the store it is another request")
        for segment in request.segments {
            for origin in segment.entries.compactMap(\.origin) { _ = origin.position }
            _ = (segment.endSeq, segment.byteCount)
        }
    }
}
