import GRDB
import Testing

/// A page of a device's store is not what it was, and SQLite finds nothing wrong with it: real programs, real files.
struct DamagedPageTests {
    private let county: TestCounty

    init() throws {
        county = try TestCounty()
        try county.join("d1", machine: "二村", area: "练习二村", person: "刘干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")], area: "练习二村")
        try county.succeed("hub", ["sync"])
        try county.succeed("d1", ["sync"])
        try county.succeed("hub", ["sync"])
        try county.succeed("d1", ["sync"])
    }

    private func damage(_ sql: String) throws -> Int {
        let queue = try DatabaseQueue(path: county.data("d1") + "/store/store.sqlite")
        let rows = try queue.writeWithoutTransaction { database in
            try database.execute(sql: sql)
            return database.changesCount
        }
        try queue.close()
        return rows
    }

    /// Who may write what is read at each start, and follows from the log like every other state (A7).
    @Test(arguments: [
        "DELETE FROM record WHERE scope = 1", "UPDATE record SET state = x'01' WHERE scope = 1",
        "INSERT INTO record VALUES (1, zeroblob(16), 5, (SELECT state FROM record WHERE scope = 1 AND kind = 5))",
    ])
    func damagedDirectoryIsMadeAnewFromTheLog(_ sql: String) throws {
        let sound = try county.soundDigest("d1")
        #expect(try damage(sql) > 0)
        try county.importLines("d1", [TestCounty.caseLine("A-2")], area: "练习二村")
        try county.succeed("d1", ["sync"])
        #expect(try county.held("hub") == county.held("d1"))
        #expect(try county.soundDigest("hub") == county.soundDigest("d1"))
        #expect(try county.soundDigest("d1") != sound)
    }

    /// Where the log is damaged the states are the better witness: work goes on, and a check says so.
    @Test func whereTheLogIsDamagedTheStatesStand() throws {
        #expect(try damage("UPDATE change SET body = zeroblob(length(body)) WHERE scope = 1") > 0)
        try county.importLines("d1", [TestCounty.caseLine("A-2")], area: "练习二村")
        try county.succeed("d1", ["sync"])
        #expect(try county.held("hub") == county.held("d1"))
        let verified = try county.run("d1", ["verify"])
        #expect(verified.status == 7)
        #expect(verified.output.contains("another body than its id says") && verified.output.contains("tingsu restore"))
    }

    /// What the upstream said is asked again: the way out that the error names is one.
    @Test(arguments: [
        "UPDATE upstream_report SET vector = x'B5'", "UPDATE receipt SET vector = x'B5'",
        "UPDATE receipt SET signature = zeroblob(64)", "UPDATE receipt SET signer_key_hash = zeroblob(32)",
        "INSERT INTO former_receipt VALUES (1, 1, x'', x'', 1, x'', 1, x'')",
        "INSERT INTO staged_segment VALUES (1, 1, 1, x'')",
    ])
    func whatTheUpstreamSaidIsDroppedAndAskedAgain(_ sql: String) throws {
        #expect(try damage(sql) > 0)
        #expect(try county.run("d1", ["doctor"]).status == 7)
        #expect(try county.run("d1", ["verify"]).status == 7)
        let mended = try county.run("d1", ["doctor", "--rebuild"])
        #expect(mended.status == 7)
        #expect(mended.output.contains("asked again"))
        try county.succeed("d1", ["doctor"])
        try county.succeed("d1", ["sync"])
        try county.succeed("d1", ["verify"])
        #expect(try county.held("hub") == county.held("d1"))
        #expect(try county.number("d1", "atCounty") == county.held("d1"))
    }

    @Test func theErrorNamesTheWayOut() throws {
        #expect(try damage("UPDATE upstream_report SET vector = x'B5'") > 0)
        let failed = try county.run("d1", ["sync"])
        #expect(failed.status != 0)
        #expect(failed.errors.contains("tingsu doctor --rebuild") && failed.errors.contains("tingsu restore"))
        let chinese = try county.run("d1", ["sync", "--lang", "zh-Hans"])
        #expect(chinese.errors.contains("数据损坏") && chinese.errors.contains("tingsu doctor --rebuild"))
    }
}
