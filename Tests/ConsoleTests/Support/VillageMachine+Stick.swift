import Bundles
import Causality
import Foundation
import Identity
import Node
import Replication
import WireProtocol

extension VillageMachine {
    /// A file of this machine for the center, with one change and whatever stands behind it.
    func bundle(
        for pages: PagesOfACenter, part: Int = 1, parts: Int = 2, mebibytes: Int = 0, behind pieces: [BundlePiece] = []
    ) throws -> [UInt8] {
        let authority = try CountyAuthority.load(from: pages.folder.authorityPath)
        let certificate = try authority.issueCertificate(
            for: pair.key, nodeID: pair.key.device, name: "一村甲机", role: .device)
        let request = ExchangeRequest(
            scopes: [
                .init(scope: .directory, digest: 0, vector: .init(), receiptDigest: 0),
                .init(scope: scope, digest: 0, vector: .init(), receiptDigest: 0),
            ], segments: [try segment(of: [VillageMachine.unreadableBody(1)])], probes: [],
            responseBytes: Limits.batchBytes, receiptIssuers: [])
        guard let set = BundleID(bytes: (0..<16).map { $0 }) else { throw NoAnswer(request: "no id") }
        let path = pages.folder.path + "/made-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let center = pages.node.credentials.keyPair.key
        let writer = try BundleWriter(
            path: path,
            header: BundleHeader(
                receiver: center.hash, set: set, part: part, parts: parts, direction: .up, madeAt: 1_780_275_600_000),
            opening: BundleOpening(certificateDER: certificate.der, answers: nil, program: "tingsu/1.0"),
            receiver: center, signer: pair)
        try writer.add(.frame(Frame.encode(WireCodec.encode(request))))
        // A scan of which no record here tells: passed over, and as large.
        for piece in 0..<mebibytes {
            try writer.add(
                .blob(
                    BundleBlob(
                        sha256: Hash(of: [1]), offset: piece << 20, total: mebibytes << 20,
                        content: [UInt8](repeating: 7, count: 1 << 20))))
        }
        for piece in pieces { try writer.add(piece) }
        try writer.finish()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
