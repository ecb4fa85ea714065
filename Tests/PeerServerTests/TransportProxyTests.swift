import PeerTransport
import Testing

@Suite struct TransportProxyTests {
    @Test(
        arguments: [
            ("http://10.1.1.1:8080", "10.1.1.1", 8080, nil, nil), ("10.1.1.1:3128", "10.1.1.1", 3128, nil, nil),
            ("http://wang@proxy:80/", "proxy", 80, "wang", nil), ("http://wang:x@[::1]:80", "[::1]", 80, "wang", "x"),
            ("http://w%40b:p%3A%2F%25@proxy:80", "proxy", 80, "w@b", "p:/%"),
            ("http://%E7%8E%8B:%E5%AF%86@proxy:80", "proxy", 80, "王", "密"),
        ] as [(String, String, Int, String?, String?)])
    func anAddressIsTakenApartAndPutTogether(
        text: String, host: String, port: Int, user: String?, password: String?
    ) throws {
        let proxy = try ProxyServer(text)
        #expect(proxy.host == host)
        #expect(proxy.port == port)
        #expect(proxy.user == user)
        #expect(proxy.password == password)
        #expect(try ProxyServer(proxy.secretText) == proxy)
    }

    @Test(arguments: [
        "", "http://", "http://proxy", "https://proxy:443", "socks5://proxy:1080", "http://proxy:0",
        "http://proxy:80/path", "http://proxy:80?x", "http://proxy:80#x", "http://a b:80", "http:///x:80", "proxy:port",
    ])
    func whatIsNoProxyIsRefused(text: String) {
        #expect(throws: PeerTransportError.self) { try ProxyServer(text) }
    }

    @Test func thePasswordDoesNotPrintItself() throws {
        let proxy = try ProxyServer("http://wang:geheim@proxy:80")
        var dumped = ""
        dump(proxy, to: &dumped)
        dump(ProxyChoice.server(proxy), to: &dumped)
        for text in ["\(proxy)", String(reflecting: proxy), "\(ProxyChoice.server(proxy))", dumped, "\([proxy])"] {
            #expect(text.contains("wang@proxy"))
            #expect(!text.contains("geheim"), "\(text)")
        }
        // Nor where it is refused, or a part of it is taken for something else.
        for text in ["http://wang:geheim@proxy", "http://wang:geh@eim@proxy", "http://wang:geheim@:80"] {
            do throws(PeerTransportError) {
                _ = try ProxyServer(text)
                Issue.record("accepted")
            } catch {
                #expect(!"\(error)".contains("geh"), "\(error)")
            }
        }
    }
}
