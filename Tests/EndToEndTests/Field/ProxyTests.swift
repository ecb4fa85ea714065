import Foundation
import Testing

/// An office whose way out is an HTTP proxy.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ProxyTests {
    /// With characters that a URL and a header could trip over.
    private static let password = "pa:ss@wort/1%"
    private static let encodedPassword = "pa%3Ass%40wort%2F1%25"

    /// A device with a change to send, whose upstream's name nobody here can resolve: only a proxy leads to it.
    private func county() throws -> TestCounty {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = "https://center.invalid:8443"
        return county
    }

    @Test(arguments: [false, true]) func aProxyLeadsToTheUpstream(besideADaemon: Bool) throws {
        let county = try county()
        let proxy = try FieldProxy(to: county.port(of: "center"))
        defer { proxy.end() }
        if besideADaemon { try county.start("d1") }
        // The daemon takes the setting up as it stands when it is needed.
        let shown = try county.succeed("d1", ["proxy", "127.0.0.1:\(proxy.port)"])
        #expect(shown.contains("http://127.0.0.1:\(proxy.port)"))
        try county.succeed("d1", ["sync"])
        #expect(try county.held("center") == 1)
        #expect(proxy.heads.contains { $0.hasPrefix("CONNECT center.invalid:8443 HTTP/1.1\r\n") })
        // What passes through it is TLS: the proxy learns a name and a port.
        #expect(proxy.heads.allSatisfy { $0.hasPrefix("CONNECT ") })
    }

    @Test func aPasswordIsAskedForAndNeverShown() throws {
        let county = try county()
        let proxy = try FieldProxy(to: county.port(of: "center"), login: "wang:\(Self.password)")
        defer { proxy.end() }
        try county.succeed("d1", ["proxy", "http://127.0.0.1:\(proxy.port)"])
        for (language, word) in [("en", "tingsu proxy"), ("zh-Hans", "用户名和密码")] {
            let refused = try county.run("d1", ["sync", "--lang", language])
            #expect(refused.status == 5)
            #expect(refused.errors.contains(word), "\(refused.errors)")
        }
        let wrong = try county.run(
            "d1", ["proxy", "http://127.0.0.1:\(proxy.port)", "--user", "wang", "--password-stdin"], input: "falsch\n")
        #expect(wrong.status == 0)
        #expect(try county.run("d1", ["sync"]).status == 5)

        let set = try county.run(
            "d1", ["proxy", "http://127.0.0.1:\(proxy.port)", "--user", "wang", "--password-stdin"],
            input: Self.password + "\n")
        #expect(set.status == 0, "\(set.errors)")
        county.variables["TINGSU_LOG"] = "trace"
        let sync = try county.run("d1", ["sync"])
        #expect(sync.status == 0, "\(sync.errors)")
        #expect(try county.held("center") == 1)

        // The file that holds it is its owner's alone; everything that is shown or logged has the user at most.
        let settings = try FileManager.default.attributesOfItem(atPath: "\(county.data("d1"))/node.json")
        #expect(settings[.posixPermissions] as? Int == 0o600)
        try county.start("d1", variables: ["TINGSU_LOG": "trace"])
        var shown = [set.output, set.errors, sync.output, sync.errors]
        for command in [
            ["status"], ["status", "--json"], ["proxy"], ["proxy", "--json"], ["sync"], ["sync", "--json"],
        ] {
            let outcome = try county.run("d1", command)
            #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            shown += [outcome.output, outcome.errors]
        }
        shown.append(try String(contentsOfFile: "\(county.folder)/d1.log", encoding: .utf8))
        #expect(shown.contains { $0.contains("wang@127.0.0.1") })
        let basic = Data("wang:\(Self.password)".utf8).base64EncodedString()
        for text in shown {
            for secret in [Self.password, Self.encodedPassword, basic] { #expect(!text.contains(secret), "\(text)") }
        }
    }

    @Test func theEnvironmentGoesBeforeTheSettings() throws {
        let county = try county()
        let proxy = try FieldProxy(to: county.port(of: "center"), login: "wang:\(Self.password)")
        defer { proxy.end() }
        try county.succeed("d1", ["proxy", "none"])
        county.variables["TINGSU_PROXY"] = "http://wang:\(Self.encodedPassword)@127.0.0.1:\(proxy.port)"
        try county.succeed("d1", ["sync"])
        #expect(try county.held("center") == 1)
        // `none` passes by what the system says as well.
        county.variables["TINGSU_PROXY"] = "none"
        county.variables["https_proxy"] = "http://127.0.0.1:1"
        county.variables["TINGSU_UPSTREAM_ADDRESSES"] = county.address(of: "center")
        try county.succeed("d1", ["sync"])
    }

    @Test func aMachineJoinsThroughAProxy() throws {
        let county = try TestCounty(hubIsNeeded: false)
        let proxy = try FieldProxy(to: county.port(of: "center"))
        defer { proxy.end() }
        try county.succeed(
            "center",
            [
                "invite", "--name", "一村甲机", "--role", "device", "--area", "练习一村", "--person", "张干部", "--address",
                "https://center.invalid:8443", "-o", "\(county.folder)/d1.invite",
            ])
        let arguments = ["join", "\(county.folder)/d1.invite", "--proxy", "http://127.0.0.1:\(proxy.port)"]
        try county.succeed("d1", arguments)
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.succeed("d1", ["sync"])
        #expect(try county.held("center") == 1)
    }

    @Test(arguments: ["http://", "http://10.1.1.1", "ftp://10.1.1.1:80", "http://10.1.1.1:80/x", "http://a:geheim@x:y"])
    func anAddressThatIsNoneIsRefused(address: String) throws {
        let county = try county()
        let before = try String(contentsOfFile: "\(county.data("d1"))/node.json", encoding: .utf8)
        let refused = try county.run("d1", ["proxy", address])
        #expect(refused.status == 2, "\(refused.errors)")
        #expect(refused.errors.contains("http://10.1.1.1:8080"))
        #expect(!refused.errors.contains("geheim"))
        #expect(try String(contentsOfFile: "\(county.data("d1"))/node.json", encoding: .utf8) == before)
    }

    @Test func aProxyThatIsDownOrForbidsIsNamed() throws {
        let county = try county()
        let portal = try FieldServer(
            .plain, answer: FieldServer.page("302 Found", "Location: http://login.invalid/\r\n"))
        try county.succeed("d1", ["proxy", "http://127.0.0.1:\(portal.port)"])
        for (language, word) in [("en", "the proxy does not connect"), ("zh-Hans", "代理服务器拒绝转接")] {
            let outcome = try county.run("d1", ["sync", "--lang", language])
            #expect(outcome.errors.contains(word), "\(outcome.errors)")
            #expect(outcome.status == 6)
        }
    }
}
