import Foundation
import Glibc
import LineTestKit
import Testing

/// The daemon's socket against whatever a program of this machine may write into it: an error of its own kind or a cut
/// connection, nothing changed, and the next command answered.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ControlSocketTests {
    private func county() throws -> TestCounty {
        let county = try TestCounty(hubIsNeeded: false)
        try county.join("d1", machine: "一村甲机", area: "练习一村", person: "张干部", upstream: "center")
        try county.importLines("d1", [TestCounty.caseLine("A-1")])
        try county.start("d1")
        return county
    }

    /// A request for a command, with a body.
    private static func request(_ name: String, _ body: String, fields: String = "") -> [UInt8] {
        Array(
            ("POST /v1/command/\(name) HTTP/1.1\r\nHost: tingsu\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n"
                + body).utf8)
    }

    private static let json = "Content-Type: application/json\r\n"

    /// What is written, and the status that may come back; nil is a cut connection.
    private static let words: [(String, [UInt8], [Int?])] = [
        ("no HTTP", Array(repeating: 0xFF, count: 10_000), [400, nil]),
        ("unknown path", Array("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n".utf8), [404]),
        ("unknown command", request("drop-everything", "{}"), [422]),
        ("path in the name", request("..%2F..%2Fping", "{}"), [404, 422]),
        ("no JSON", request("status", "\u{0}\u{1}", fields: json), [422]),
        ("half a JSON", request("save-records", "{\"drafts\":[{", fields: json), [422]),
        ("other members", request("settle-conflict", "{\"x\":1}", fields: json), [422]),
        ("other types", request("save-records", "[[[1,2],{}],null,\"a\"]", fields: json), [422]),
        ("deep nesting", request("status", String(repeating: "[", count: 1_000_000), fields: json), [422]),
        (
            "deep objects", request("save-records", String(repeating: "{\"drafts\":", count: 100_000), fields: json),
            [422]
        ),
        (
            "too much",
            Array("POST /v1/command/status HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n".utf8),
            [413, 422]
        ),
        (
            "too much in chunks",
            Array("POST /v1/command/status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
                + Array("4400000\r\n".utf8) + Array(repeating: 0x20, count: 0x440_0000), [413, 422, nil]
        ),
    ]

    @Test func hostileWordsChangeNothing() throws {
        let county = try county()
        let before = try county.soundDigest("d1")
        for (name, bytes, statuses) in Self.words {
            let answer = try UnixSocket.ask(county.socket(of: "d1"), bytes)
            let status = answer.hasPrefix("HTTP/1.1 ") ? Int(answer.dropFirst(9).prefix(3)) : nil
            #expect(statuses.contains(status), "\(name): \(answer.prefix(300))")
            if status == 422 { #expect(answer.contains("\"zhHans\""), "\(name): \(answer.prefix(300))") }
        }
        // Beginnings of requests whose writer went away.
        let whole = Self.request("status", "{}", fields: Self.json)
        for count in 0..<whole.count { try UnixSocket.leave(county.socket(of: "d1"), after: Array(whole[..<count])) }
        #expect(try county.soundDigest("d1") == before)
        #expect(try county.number("d1", "held") == 1)
        #expect(county.stop("d1") == 0)
    }

    @Test func idleWritersKeepNobodyOut() throws {
        let county = try county()
        let idle = try (0..<200).map { number in
            let descriptor = try UnixSocket.connect(county.socket(of: "d1"))
            Loopback.send(Array("POST /v1/command/status HTTP/1.1\r\nX: ".utf8).prefix(number % 40), to: descriptor)
            return descriptor
        }
        defer { for descriptor in idle { close(descriptor) } }
        #expect(try county.number("d1", "held") == 1)
        try county.succeed("d1", ["sync"])
    }

    /// Whoever else is on the machine is kept out by the folder.
    @Test func onlyItsOwnerReachesIt() throws {
        let county = try county()
        let folder = URL(fileURLWithPath: county.socket(of: "d1")).deletingLastPathComponent().path
        #expect(try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
    }
}
