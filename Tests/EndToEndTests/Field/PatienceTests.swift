import Foundation
import Testing

/// A network that comes and goes: the daemon goes on trying by itself, with growing waits, and nobody has to start it.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PatienceTests {
    /// A device with a change to send whose clock shows the seconds before its set time.
    private func county() throws -> (TestCounty, clock: [String: String]) {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        // 2026-06-03 17:29:58 in Asia/Shanghai.
        let offset = Int(1_780_478_998 - Date().timeIntervalSince1970)
        return (county, ["TINGSU_CLOCK_OFFSET_SECONDS": "\(offset)", "TINGSU_SYNC_SPREAD_SECONDS": "0"])
    }

    private func waitForFailures(_ count: Int, _ code: String, in county: TestCounty) throws {
        try eventually("\(count) tries failed with \(code)", within: 180) {
            let log = try String(contentsOfFile: "\(county.folder)/d1.log", encoding: .utf8)
            return log.split(separator: "\n").count { $0.contains("sync failed") && $0.contains(code) } >= count
        }
    }

    /// Names are looked up in a file of the test in place of the system's.
    @Test func aNameThatIsNotKnownYetIsTriedAgain() throws {
        let (county, clock) = try county()
        let hosts = "\(county.folder)/hosts"
        try "127.0.0.1 nobody.example\n".write(toFile: hosts, atomically: true, encoding: .utf8)
        let names = ["LD_PRELOAD": "libnss_wrapper.so", "NSS_WRAPPER_HOSTS": hosts]
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = "https://center.example:\(county.port(of: "center"))"
        // What a person sees meanwhile.
        county.variables.merge(names) { $1 }
        for (language, words) in [
            ("en", ["center.example", "check that the network"]), ("zh-Hans", ["center.example", "检查网络"]),
        ] {
            let outcome = try county.run("d1", ["sync", "--lang", language])
            #expect(outcome.status == 6, "\(outcome.errors); is libnss-wrapper installed?")
            for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        }
        try county.start("d1", variables: clock)
        try waitForFailures(2, "cannot-resolve", in: county)
        #expect(try county.held("center") == 0)
        try "127.0.0.1 nobody.example center.example\n".write(toFile: hosts, atomically: true, encoding: .utf8)
        try eventually("the center holds the change", within: 180) { try county.held("center") == 1 }
    }

    /// A laptop in an inn at the set time: until somebody has logged in, everything is answered by the inn.
    @Test func aLoginPageAtTheSetTimeIsOutlasted() throws {
        let (county, clock) = try county()
        let portal = try FieldServer.foreign(in: county.folder)
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = "https://127.0.0.1:\(portal.port)"
        try county.start("d1", variables: clock)
        try waitForFailures(2, "untrusted-server", in: county)
        #expect(portal.byteCount == 0)
        portal.close()
        let line = try CutLine(upstreamPort: county.port(of: "center"), port: portal.port)
        line.begin()
        defer { line.end() }
        try eventually("the center holds the change", within: 180) { try county.held("center") == 1 }
    }
}
