import Replication
import WireProtocol

@testable import PeerServer
@testable import PeerTransport

extension FuzzTarget {
    /// What stands at the head of requests and answers: ranges, paths, addresses, program versions.
    static let header = FuzzTarget("header", bytesMax: 512) { _ in
        [
            "bytes 0-32767/1234567", "bytes */99", "bytes=0-1048575", "bytes=5-5", "tingsu/0.1.0 curl/7.88",
            "0.2.0-rc.1", "/v1/blobs/" + String(repeating: "ab", count: 32), "/v1/exchange",
            "https://10.0.0.2:8443/prefix", "https://[::1]:8443", "http://user:secret@proxy.local:3128",
        ].map { Array($0.utf8) }
    } run: { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        for count in [0, 1, 32_768, text.utf8.count] {
            guard let (offset, total) = try? BlobRange.content(text, count: count) else { continue }
            try FuzzFinding.expect(
                offset >= 0 && offset + count <= total && total <= Limits.blobBytes,
                "a piece of \(count) bytes at \(offset) of \(total)")
        }
        if let (offset, count) = try? BlobRange.asked(text) {
            try FuzzFinding.expect(
                offset >= 0 && (1...Limits.blobPieceBytes).contains(count), "\(count) bytes asked for at \(offset)")
        }
        if let version = ProgramVersion(text) {
            try FuzzFinding.expect(
                ProgramVersion(field: version.field) == version, "\(text) is another version as a field")
            _ = version.isOlder(than: version)
        }
        _ = ProgramVersion(field: text)
        _ = PeerRoute(path: text)?.name
        if let address = try? PeerAddress(text) {
            try FuzzFinding.expect(!address.host.isEmpty, "an address without a host")
            _ = try? address.url(path: "/v1/health")
        }
        _ = try? PeerAddress("https://localhost").url(path: text)
        _ = try? ProxyServer(text).description
    }
}
