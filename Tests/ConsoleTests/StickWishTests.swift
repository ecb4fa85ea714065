import Bundles
import Foundation
import Identity
import Node
import Replication
import Testing
import WireProtocol

/// Scans that somebody below wishes for, on the way down: only to who may read a record that names them (I34).
@Suite struct StickWishTests {
    private static let scan: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + (0..<3000).map { UInt8(truncatingIfNeeded: $0) }

    /// What the center's answer brings to a machine that wishes for these.
    private func brought(to machine: VillageMachine, _ wishes: [BundlePiece], _ pages: PagesOfACenter) async throws
        -> [BundleBlob]
    {
        let browser = try await pages.signedIn()
        try await browser.get("/stick")
        let file = try machine.bundle(for: pages, parts: 1, behind: wishes)
        let taken = try await browser.postFile("/stick/take", "a.tingsu-bundle", file, [])
        let href = try #require(taken.text.firstMatch(of: /href="(\/stick\/[0-9a-f]{32}\/1)"/)?.output.1)
        let path = pages.folder.path + "/answer"
        try Data(try await browser.get(String(href)).body).write(to: URL(fileURLWithPath: path))
        let reader = try BundleReader(path)
        _ = try reader.verify(as: machine.pair, root: pages.node.credentials.root)
        try reader.begin(as: machine.pair)
        var blobs: [BundleBlob] = []
        while let piece = try reader.next() { if case .blob(let blob) = piece { blobs.append(blob) } }
        return blobs
    }

    @Test func aScanIsHandedToWhoMayReadItsRecordAndAsksForIt() async throws {
        try await PagesOfACenter.run { pages in
            let path = try await pages.recordVisit()
            let browser = try await pages.signedIn()
            try await browser.get(path + "/attach")
            try await browser.postFile(path + "/attach", "签字件.jpg", Self.scan, [])
            let hash = Hash(of: Self.scan)
            let wishes = try BundlePiece.wishes(#require(BundleWishes([Hash(of: [1]), hash])))
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            let whole = BundleBlob(sha256: hash, offset: 0, total: Self.scan.count, content: Self.scan)
            #expect(try await brought(to: machine, [wishes], pages) == [whole])
            // Asked for twice in one set it comes once, and unasked not at all.
            #expect(try await brought(to: machine, [wishes, wishes], pages) == [whole])
            #expect(try await brought(to: machine, [], pages) == [])
            // Enrolled once, and nobody's machine: it knows the hash, and gets nothing.
            let stranger = VillageMachine(pair: DeviceKeyPair.generate(), scope: machine.scope)
            #expect(try await brought(to: stranger, [wishes], pages) == [])
        }
    }
}
