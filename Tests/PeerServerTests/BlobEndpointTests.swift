import Identity
import PeerServer
import PeerTransport
import Replication
import Testing
import WireProtocol

@Suite(.timeLimit(.minutes(1)))
struct BlobEndpointTests {
    private static let blob = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    private static let hash = Hash(of: blob)

    private static func put(
        _ bytes: [UInt8], range: String?, type: String? = "application/octet-stream", of hash: Hash = hash
    ) -> PeerRequest {
        PeerRequest(
            method: .put, path: "/v1/blobs/\(hash)",
            headers: range.map { [PeerHeader(name: "Content-Range", value: $0)] } ?? [], body: bytes,
            contentType: type, maxResponseBytes: 1 << 20)
    }

    private static func get(_ range: String?, of name: String = hash.description) -> PeerRequest {
        PeerRequest(
            method: .get, path: "/v1/blobs/\(name)",
            headers: range.map { [PeerHeader(name: "Range", value: $0)] } ?? [], maxResponseBytes: 1 << 21)
    }

    private static func state(_ response: PeerResponse) throws -> BlobState {
        try WireCodec.decodeBlobState(Frame.decode(response.body))
    }

    @Test func aBlobComesInPiecesAndGoesOutInPieces() async throws {
        try await ServerVillage.with { village in
            let client = village.devices[0].client
            await village.center.name(blob: Self.hash)
            let asked = try await client.send(Self.put([], range: "bytes */5000"))
            #expect(try Self.state(asked) == BlobState(sha256: Self.hash, received: 0, isHeld: false))
            let first = try await client.send(Self.put(Array(Self.blob[..<2000]), range: "bytes 0-1999/5000"))
            #expect(try Self.state(first).received == 2000)
            let last = try await client.send(Self.put(Array(Self.blob[2000...]), range: "bytes 2000-4999/5000"))
            #expect(try Self.state(last).isHeld)
            #expect(await village.center.bytes(ofBlob: Self.hash) == Self.blob)

            let part = try await client.send(Self.get("bytes=1000-1099"))
            #expect(part.status == 206)
            #expect(part.contentType == "application/octet-stream")
            #expect(part.header("content-range") == "bytes 1000-1099/5000")
            #expect(part.body == Array(Self.blob[1000..<1100]))
            #expect(try await client.send(Self.get("bytes=4990-9999")).body == Array(Self.blob[4990...]))
        }
    }

    struct Refused: CustomTestStringConvertible, Sendable {
        let name: String
        let request: PeerRequest
        let status: Int
        let code: String
        var testDescription: String { name }
    }

    static let refused: [Refused] = [
        Refused(name: "no range", request: put([1], range: nil), status: 416, code: "bad_range"),
        Refused(name: "a body without a place", request: put([1], range: "bytes */5"), status: 416, code: "bad_range"),
        Refused(name: "nothing of nothing", request: put([], range: "bytes */0"), status: 416, code: "bad_range"),
        Refused(name: "too short", request: put([1], range: "bytes 0-1/5"), status: 416, code: "bad_range"),
        Refused(name: "behind the end", request: put([1], range: "bytes 5-5/5"), status: 416, code: "bad_range"),
        Refused(name: "backwards", request: put([1], range: "bytes 3-2/5"), status: 416, code: "bad_range"),
        Refused(name: "another unit", request: put([1], range: "lines 0-0/5"), status: 416, code: "bad_range"),
        Refused(name: "signs", request: put([1], range: "bytes +0-0/5"), status: 416, code: "bad_range"),
        Refused(
            name: "a number beyond all bounds", request: put([1], range: "bytes 0-0/99999999999999999999"), status: 416,
            code: "bad_range"),
        Refused(
            name: "too large", request: put([1], range: "bytes 0-0/\(Limits.blobBytes + 1)"), status: 413,
            code: "too_large"),
        Refused(
            name: "a piece too large",
            request: put([UInt8](repeating: 0, count: Limits.blobPieceBytes + 1), range: "bytes 0-1048576/2000000"),
            status: 413, code: "too_large"),
        Refused(
            name: "a frame", request: put([1], range: "bytes 0-0/5", type: Frame.contentType), status: 415,
            code: "wrong_content_type"),
        Refused(
            name: "nobody names it", request: put([1], range: "bytes 0-0/5", of: Hash(of: [9])), status: 404,
            code: "not_found"),
        Refused(name: "no range asked", request: get(nil), status: 416, code: "bad_range"),
        Refused(name: "two ranges", request: get("bytes=0-1,3-4"), status: 416, code: "bad_range"),
        Refused(name: "an open range", request: get("bytes=5-"), status: 416, code: "bad_range"),
        Refused(
            name: "upper case", request: get("bytes=0-1", of: hash.description.uppercased()), status: 404,
            code: "not_found"),
        Refused(name: "no hash", request: get("bytes=0-1", of: "photo.jpg"), status: 404, code: "not_found"),
        Refused(
            name: "another method",
            request: .post("/v1/blobs/\(hash)", [1]), status: 405, code: "method_not_allowed"),
    ]

    @Test(arguments: refused)
    func whatIsNotInTheOneFormIsRefused(_ refused: Refused) async throws {
        try await ServerVillage.with { village in
            await village.center.name(blob: Self.hash)
            let response = try await village.devices[0].client.send(refused.request)
            #expect(response.status == refused.status)
            #expect(try response.refusal().code == refused.code)
            #expect(await village.center.bytes(ofBlob: Self.hash) == [])
            if refused.code == "method_not_allowed" { #expect(response.header("allow") == "GET, PUT") }
        }
    }

    @Test func whoShowsNoCertificateGetsNothing() async throws {
        try await ServerVillage.with { village in
            await village.center.name(blob: Self.hash)
            let stranger = try village.county.client(port: village.server.port, paths: nil)
            for request in [Self.get("bytes=0-1"), Self.put([1], range: "bytes 0-0/5")] {
                let response = try await stranger.send(request)
                #expect(response.status == 403)
                #expect(try response.refusal().code == "certificate_required")
            }
        }
    }
}
