import Causality
import Replication
import Testing
import WireProtocol

/// Two readings stand until people settle them, whatever the order of syncing (FAILURES.md F4, F10).
@Suite struct ConflictTests {
    private let record = SmallCounty.record()

    private static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

    @Test(arguments: orders)
    func conflictingEditsBothStandAndSettlingKeepsTheHistory(order: [Int]) throws {
        let county = try SmallCounty()
        let nodes = try ["A", "B", "R"].map { try county.machine($0) }
        let everybody = nodes.map { (lower: $0, upper: county.center) }
        let base = try nodes[2].put(record, [2: "visit again", 3: "June"])
        try settle(everybody)
        let a = try nodes[0].put(record, [2: "mediate"], superseding: try nodes[0].open(record))
        let b = try nodes[1].put(record, [2: "sue"], superseding: try nodes[1].open(record))
        for index in order { try nodes[index].sync(with: county.center) }
        try settle(everybody)
        for node in nodes + [county.center] {
            #expect(try node.values(record) == ["mediate", "sue"])
            #expect(try node.values(record, 3) == ["June"])
        }

        let settled = try nodes[2].put(record, [2: "mediate first"], superseding: try nodes[2].open(record))
        try settle(order.map { everybody[$0] })
        for node in nodes + [county.center] {
            #expect(try node.values(record) == ["mediate first"])
            let history = try node.read { $0.changes(touching: self.record).map(\.change) }
            #expect(Set(history) == Set([base, a, b, settled].map(\.change)))
            #expect(node.mergedStates(of: record.scope) == county.center.mergedStates(of: record.scope))
        }
    }

    @Test func twoEqualResolutionsDoNotConflict() throws {
        let county = try SmallCounty()
        let nodes = try ["A", "B"].map { try county.machine($0) }
        let everybody = nodes.map { (lower: $0, upper: county.center) }
        for node in nodes { try node.put(record, [2: node.name]) }
        try settle(everybody)
        for node in nodes { try node.put(record, [2: "agreed"], superseding: try node.open(record)) }
        try settle(everybody)
        for node in nodes { #expect(try node.values(record) == ["agreed"]) }
        // A write over the one reading supersedes both changes behind it.
        try nodes[0].put(record, [2: "done"], superseding: try nodes[0].open(record))
        try settle(everybody)
        for node in nodes { #expect(try node.values(record) == ["done"]) }
    }

    /// What synced in while the form was open was not seen and is not replaced.
    @Test func aValueThatArrivesWhileAFormIsOpenBecomesAConflict() throws {
        let county = try SmallCounty()
        let a = try county.machine("A")
        let b = try county.machine("B")
        try a.put(record, [2: "old"])
        try settle([(a, county.center), (b, county.center)])
        let seen = try a.open(record)
        try b.put(record, [2: "theirs"], superseding: try b.open(record))
        try settle([(b, county.center), (a, county.center)])
        #expect(try a.values(record) == ["theirs"])
        try a.put(record, [2: "mine"], superseding: seen)
        #expect(try a.values(record) == ["mine", "theirs"])
        try settle([(b, county.center), (a, county.center)])
        #expect(try b.values(record) == ["mine", "theirs"])
    }

    @Test func twoWindowsOnOneNodeConflictToo() throws {
        let county = try SmallCounty()
        let node = try county.machine("A")
        try node.sync(with: county.center)
        try node.put(record, [2: "old"])
        let left = try node.open(record)
        let right = try node.open(record)
        let saved = try node.put(record, [2: "left"], superseding: left)
        try node.put(record, [2: "right"], superseding: right)
        #expect(try node.values(record) == ["left", "right"])
        // After a save the read set is the saved change: the window goes on without a conflict with itself.
        try node.put(record, [2: "left, later"], superseding: [saved.change])
        #expect(try node.values(record) == ["left, later", "right"])
    }
}
