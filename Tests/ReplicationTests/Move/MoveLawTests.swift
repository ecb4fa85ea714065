import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// Any order of moves, late edits, lines and steps of following comes to one record with every change in it (F6).
@Suite struct MoveLawTests {
    private static let scopes = [
        SmallCounty.village, SmallCounty.otherVillage, ScopeID(rawValue: 0x1003),
    ]
    private let record = SmallCounty.record()
    private let part = SmallCounty.record(1 << 16 | 7)

    @Test(arguments: UInt64(1)...40) func anyOrderConvergesToOneRecordWithEveryChange(seed: UInt64) throws {
        var stream = SeededStream(seed: seed)
        let county = try SmallCounty(seed: seed)
        try county.centerWrites { draft, environment in
            [draft.scope(environment.newRecordID(), number: Self.scopes[2], area: nil, purpose: "village")]
        }
        // A village device, a hub of two villages, a hub of two others, and the center.
        let device = try county.machine("D", writes: [Self.scopes[0]])
        let one = try county.machine("H1", writes: [Self.scopes[0], Self.scopes[1]])
        let two = try county.machine("H2", writes: [Self.scopes[1], Self.scopes[2]])
        let center = county.center
        let nodes = [device, one, two, center]
        let links = [(lower: device, upper: one), (lower: one, upper: center), (lower: two, upper: center)]
        func mayWrite(_ node: EngineNode) -> [ScopeID] { Self.scopes.filter { node.engine.mayMove(into: $0) } }
        func settled() throws {
            for _ in 0..<20 {
                for link in links { try link.lower.sync(with: link.upper) }
                for _ in 0..<2 { for link in links { try link.lower.sync(with: link.upper) } }
                if try nodes.map({ try $0.follow(record.id) }).allSatisfy({ $0 == 0 }) { return }
            }
            Issue.record("following did not come to rest")
        }
        func places(_ node: EngineNode) throws -> [RecordKey] {
            try mayWrite(node).map { SmallCounty.record(in: $0) }.filter { try node.state(of: $0) != nil }
        }
        try settled()
        var written: Set<ChangeID> = [try device.put(record, [2: "begun"]).change]
        try settled()

        for step in 0..<30 {
            let node = nodes[Int(stream.next() % 4)]
            switch stream.next() % 7 {
            case 0, 1:
                // An edit wherever the record is known to the node, late or not.
                guard let place = try places(node).randomElement(&stream) else { continue }
                let seen = try node.state(of: place)?[RegisterNumber(rawValue: 2)].map(\.change) ?? []
                written.insert(try node.put(place, [2: "step \(step)"], superseding: seen).change)
            case 2:
                guard let place = try places(node).randomElement(&stream) else { continue }
                let piece = RecordKey(scope: place.scope, kind: part.kind, id: part.id)
                written.insert(try node.put(piece, [3: "part \(step)"]).change)
            case 3:
                guard let place = try places(node).randomElement(&stream),
                    let target = mayWrite(node).randomElement(&stream)
                else { continue }
                written.insert(try node.move(place, to: target).change)
            case 4, 5:
                let link = links[Int(stream.next() % 3)]
                try link.lower.sync(with: link.upper, batchBytes: stream.next() % 2 == 0 ? 1 : 4096, requests: 3)
            default: try node.follow(record.id)
            }
        }
        try settled()
        // Where several places are in dispute, somebody who sees them settles it.
        let disputed = try places(center).filter { try center.values($0, 9).count > 1 }
        if let place = disputed.first, let choice = try center.values(place, 9).first {
            let scope = try #require(Self.scopes.first { $0.description == choice })
            written.insert(try center.move(place, to: scope).change)
            try settled()
        }

        let all = try places(center)
        let homes = Set(try all.flatMap { try center.values($0, 9) })
        #expect(homes.count <= 1)
        // It lives in one place, and every change that anybody wrote is there.
        let home = homes.first.flatMap { name in Self.scopes.first { $0.description == name } } ?? Self.scopes[0]
        let held =
            try center.admitted(SmallCounty.record(in: home))
            .union(center.admitted(RecordKey(scope: home, kind: part.kind, id: part.id)))
        #expect(written.subtracting(held).isEmpty)
        // Everybody who holds a scope has the same state of it, and says the same of where the record lives.
        for link in links {
            for scope in Self.scopes where link.lower.engine.mayMove(into: scope) {
                #expect(link.lower.mergedStates(of: scope) == center.mergedStates(of: scope))
            }
        }
        if !homes.isEmpty { for place in all { #expect(try center.values(place, 9) == homes.sorted()) } }
    }
}

extension Array {
    fileprivate func randomElement(_ stream: inout SeededStream) -> Element? {
        isEmpty ? nil : self[Int(stream.next() % UInt64(count))]
    }
}
