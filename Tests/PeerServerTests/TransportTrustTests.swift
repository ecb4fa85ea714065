import Causality
import PeerTransport
import Replication
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TransportTrustTests {
    @Test func aServerOfAnotherCAIsRefused() async throws {
        let county = try TransportCounty()
        let impostor = try county.stranger.issue(node: TransportCounty.upstream)
        try await TransportServer.run(tls: try county.tls(impostor)) { port, arrivals in
            let error = await failure(of: try county.client(port: port), .post("/echo", [1]))
            #expect(error?.code == "untrusted-server")
            // Another network, or somebody who logs in, mends it.
            #expect(error?.isTransient == true)
            #expect(arrivals.all.isEmpty)
        }
    }

    /// I4.
    @Test func anotherNodeOfTheSameCAIsRefusedBeforeAnythingIsSent() async throws {
        let county = try TransportCounty()
        let impostor = try county.county.issue(node: TransportCounty.otherNode)
        try await TransportServer.run(tls: try county.tls(impostor)) { port, arrivals in
            let client = try county.client(port: port)
            // Twice: a refused connection must not be taken for a good one the second time.
            for _ in 1...2 {
                let error = await failure(of: client, .post("/echo", [1]))
                #expect(error == .wrongServer(node: Hexadecimal.encode(TransportCounty.otherNode.bytes)))
            }
            #expect(arrivals.all.isEmpty)

            // The same server is reached when it is expected, so what was tested was the id and nothing else.
            let other = try county.client(port: port) { $0.expectedNodeIDs.append(TransportCounty.otherNode) }
            #expect(try await other.send(.post("/echo", [1])).status == 200)
            #expect(arrivals.all.count == 1)
        }
    }

    @Test(arguments: [
        [],
        ["urn:tingsu:person:01900000000070008000000000000001"],
        ["urn:tingsu:node:01900000000070008000000000000001", "urn:tingsu:node:01900000000070008000000000000002"],
    ])
    func aCertificateWithoutExactlyOneNodeIDIsRefused(uris: [String]) async throws {
        let county = try TransportCounty()
        let impostor = try county.county.issue(uris: uris)
        try await TransportServer.run(tls: try county.tls(impostor)) { port, arrivals in
            let error = await failure(of: try county.client(port: port), .post("/echo", [1]))
            #expect(error?.code == "wrong-server")
            #expect(arrivals.all.isEmpty)
        }
    }

    @Test func aClientWithoutCertificateIsRefused() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try PeerClient(configuration: try county.configuration(port: port, client: nil))
            let error = await failure(of: client, .post("/echo", [1]))
            // A small request: after a large one a reset can overtake the alert, and "connection-cut" is all that is left.
            #expect(error?.code == "client-certificate-rejected")
            #expect(error?.isTransient == false)
            #expect(arrivals.all.isEmpty)
        }
    }

    @Test func aClientOfAnotherCAIsRefused() async throws {
        let county = try TransportCounty()
        let stranger = try county.stranger.issue(node: TransportCounty.device)
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try PeerClient(configuration: try county.configuration(port: port, client: stranger))
            let error = await failure(of: client, .post("/echo", [1]))
            // A small request: after a large one a reset can overtake the alert, and "connection-cut" is all that is left.
            #expect(error?.code == "client-certificate-rejected")
            #expect(error?.isTransient == false)
            #expect(arrivals.all.isEmpty)
        }
    }

    @Test func aMissingCAFileIsNamed() async throws {
        let county = try TransportCounty()
        try await TransportServer.run(tls: try county.tls()) { port, arrivals in
            let client = try county.client(port: port) { $0.caPath = "/nowhere/ca.pem" }
            let error = await failure(of: client, .get("/echo"))
            #expect(error?.code == "unusable-credentials")
            #expect(error?.description.contains("/nowhere/ca.pem") == true)
            #expect(arrivals.all.isEmpty)
        }
    }

    @Test(arguments: [
        (["urn:tingsu:node:01900000000070008000000000000001"], NodeIdentity.node(TransportCounty.upstream)),
        (["https://x", "urn:tingsu:node:01900000000070008000000000000001"], .node(TransportCounty.upstream)),
        (["urn:tingsu:node:0190000000007000800000000000000"], .none),
        (["urn:tingsu:node:01900000000070008000000000000001\u{0}"], .none),
        (["urn:tingsu:node:01900000-0000-7000-8000-000000000001"], .none),
        ([" urn:tingsu:node:01900000000070008000000000000001"], .none),
        (["urn:tingsu:node:", "urn:tingsu:node:01900000000070008000000000000001"], .several),
    ])
    func onlyTheExactFormOfANodeIDCounts(uris: [String], expected: NodeIdentity) {
        #expect(NodeIdentity(certificateURIs: uris.map { Array($0.utf8) }) == expected)
    }
}
