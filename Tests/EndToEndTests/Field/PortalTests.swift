import Foundation
import Testing

/// Something else answers in the upstream's place. The device says so in its user's language and what to do, hands
/// nothing over, and goes on from where it was.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PortalTests {
    /// A county with a device that has a change to send.
    private func county() throws -> TestCounty {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        return county
    }

    /// Runs `sync` against another address in both languages, and again against the true one.
    private func expectSync(
        of county: TestCounty, at address: String, status: Int32, code: String, english: [String], chinese: [String]
    ) throws {
        let before = try county.soundDigest("d1")
        let atCenter = try county.soundDigest("center")
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = address
        for (language, words) in [("en", english), ("zh-Hans", chinese)] {
            let outcome = try county.run("d1", ["sync", "--lang", language])
            #expect(outcome.status == status, "\(outcome.errors)")
            for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        }
        let json = try county.run("d1", ["sync", "--json"])
        #expect(try JSON(text: json.output)["error"]["code"].text == code)
        #expect(try county.soundDigest("d1") == before)
        #expect(try county.soundDigest("center") == atCenter)
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = nil
        try county.succeed("d1", ["sync"])
        #expect(try county.held("center") == 1)
    }

    private static let login = (english: "login", chinese: "登录")

    @Test func aLoginPageWithoutTLS() throws {
        let county = try county()
        let portal = try FieldServer(.plain, answer: FieldServer.page("200 OK"))
        try expectSync(
            of: county, at: "https://127.0.0.1:\(portal.port)", status: 6, code: "handshake-failed",
            english: ["not Tingsu", Self.login.english], chinese: ["不是听诉", Self.login.chinese])
        #expect(portal.connectionCount > 0)
    }

    @Test func aLoginPageWithACertificateOfItsOwn() throws {
        let county = try county()
        let portal = try FieldServer.foreign(in: county.folder)
        try expectSync(
            of: county, at: "https://127.0.0.1:\(portal.port)", status: 6, code: "untrusted-server",
            english: ["no server of this county", Self.login.english], chinese: ["不是本县的服务器", Self.login.chinese])
        #expect(portal.connectionCount > 0)
        #expect(portal.byteCount == 0)
    }

    /// A page and a redirect from what proves to be the upstream, as a proxy on the upstream's own machine would send.
    private func impostor(of county: TestCounty, answer: String) throws -> FieldServer {
        let keys = "\(county.data("center"))/keys"
        return try FieldServer(
            .certificate(path: "\(keys)/certificate.pem", keyPath: "\(keys)/device.key"), answer: answer)
    }

    @Test func aPageInPlaceOfAnAnswer() throws {
        let county = try county()
        let portal = try impostor(of: county, answer: FieldServer.page("200 OK"))
        try expectSync(
            of: county, at: "https://127.0.0.1:\(portal.port)", status: 6, code: "not-tingsu",
            english: ["not Tingsu", Self.login.english], chinese: ["不是听诉", Self.login.chinese])
    }

    @Test(arguments: ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
    func aRedirectIsNotFollowed(status: String) throws {
        let county = try county()
        let elsewhere = try FieldServer(.plain, answer: FieldServer.page("200 OK"))
        let portal = try impostor(
            of: county, answer: FieldServer.page(status, "Location: http://127.0.0.1:\(elsewhere.port)/v1/exchange\r\n")
        )
        try expectSync(
            of: county, at: "https://127.0.0.1:\(portal.port)", status: 6, code: "redirected",
            english: ["leads elsewhere", Self.login.english], chinese: ["没有跟去", Self.login.chinese])
        #expect(portal.byteCount > 0)
        #expect(elsewhere.connectionCount == 0)
    }

    @Test func anotherCountysCenter() throws {
        let county = try county()
        let other = try TestCounty(hubIsNeeded: false)
        try expectSync(
            of: county, at: other.address(of: "center"), status: 6, code: "untrusted-server",
            english: ["another county's"], chinese: ["别的县"])
    }

    /// A machine of the same county that is not the upstream, at the upstream's address.
    @Test func aNeighboursMachine() throws {
        let county = try county()
        try county.join("d2", machine: "二村甲机", area: "练习二村", person: "李干部", upstream: "center")
        let node = try JSON(text: county.succeed("d2", ["status", "--json"]))["node"].text
        let keys = "\(county.data("d2"))/keys"
        let neighbour = try FieldServer(
            .certificate(path: "\(keys)/certificate.pem", keyPath: "\(keys)/device.key"),
            answer: FieldServer.page("200 OK"))
        let id = node.replacing("-", with: "")
        try expectSync(
            of: county, at: "https://127.0.0.1:\(neighbour.port)", status: 5, code: "wrong-server",
            english: ["another machine of this county", id, "check the upstream's address"],
            chinese: ["本县的另一台机器", id, "核对上级地址"])
        #expect(neighbour.connectionCount > 0)
        #expect(neighbour.byteCount == 0)
    }

    @Test func theSameOverIPv6() throws {
        let county = try TestCounty(host: "::1")
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "hub")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        #expect(county.address(of: "hub").hasPrefix("https://[::1]:"))
        for node in ["d1", "hub", "d1"] { try county.succeed(node, ["sync"]) }
        #expect(try county.held("center") == 1)
        #expect(try county.number("d1", "atCounty") == 1)
        // Nobody listens there on IPv4.
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = "https://127.0.0.1:\(county.port(of: "hub"))"
        #expect(try county.run("d1", ["sync"]).status == 6)
    }
}
