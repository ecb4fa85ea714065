import Foundation
import Testing

/// Who only opens connections keeps nobody out.
@Suite(.serialized, .timeLimit(.minutes(5))) struct IdleConnectionTests {
    @Test func anHonestDeviceSyncsBesideTwoThousandIdleConnections() throws {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        let before = try county.soundDigest("center")
        let crowd = try IdleCrowd(
            count: 2_000, port: county.port(of: "center"), rootPath: "\(county.data("center"))/keys/county-ca.pem")
        defer { crowd.close() }
        // Nothing has been closed for want of room, and nothing for being idle yet.
        let open = crowd.openCount
        #expect(open == 2_000)
        #expect(try county.soundDigest("center") == before)

        let outcome = try county.run("d1", ["sync"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try county.held("center") == 1)
        #expect(try county.soundDigest("center") == county.soundDigest("d1"))
    }

    /// The system starts services with room for 1,024 files.
    @Test func theServerMakesRoomForThem() throws {
        let county = try TestCounty(hubIsNeeded: false, daemonLauncher: ["/usr/bin/prlimit", "--nofile=1024:8192"])
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        let crowd = try IdleCrowd(
            count: 1_200, port: county.port(of: "center"), rootPath: "\(county.data("center"))/keys/county-ca.pem")
        defer { crowd.close() }
        #expect(crowd.openCount == 1_200)
        #expect(try county.run("d1", ["sync"]).status == 0)
    }

    /// Where there is no room to be made, the longest idle make room for who comes.
    @Test func aFullServerClosesTheLongestIdle() throws {
        let county = try TestCounty(hubIsNeeded: false, daemonLauncher: ["/usr/bin/prlimit", "--nofile=512:512"])
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        let crowd = try IdleCrowd(
            count: 600, port: county.port(of: "center"), rootPath: "\(county.data("center"))/keys/county-ca.pem")
        defer { crowd.close() }
        let outcome = try county.run("d1", ["sync"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(crowd.openCount < 512)
        #expect(
            try String(contentsOfFile: "\(county.folder)/center.log", encoding: .utf8).contains("too many connections"))
        #expect(try county.held("center") == 1)
    }
}
