import Foundation
import Identity
import Replication
import SeedTestKit
import Testing

struct InviteTests {
    private let root: CountyRoot
    private let invite: Invite

    init() throws {
        let fixture = try Fixture(isTraining: true)
        root = fixture.root
        invite = try Invite(
            root: root, addresses: ["https://10.20.0.5:8443", "https://county.example"],
            servers: [fixture.pair.key.device, DeviceKeyPair.generate().key.device], code: .generate(),
            deviceName: "石桥村电脑", role: .device, areaName: "石桥村", areaCode: "370999104206",
            expiresAt: 1_772_000_000_000)
    }

    @Test func inviteComesBackWhole() throws {
        let bytes = try invite.encoded()
        #expect(try Invite(decoding: bytes) == invite)
        #expect(try invite.encoded() == bytes)
        #expect(invite.isTraining)
        #expect(invite.county == "清河县")
    }

    @Test func unknownMembersArePassedOver() throws {
        var members = try object()
        members["comment"] = "from a newer program"
        #expect(try Invite(decoding: bytes(members)) == invite)
    }

    @Test func everyMissingMemberIsNamed() throws {
        let members = try object()
        #expect(members.count == 14)
        for name in members.keys.sorted() {
            var broken = members
            broken[name] = nil
            let error = try #require(throws: DocumentError.self) { try Invite(decoding: bytes(broken)) }
            #expect(error.member == name)
            #expect(error.problem == "is missing")
        }
    }

    @Test func everyMemberOfAnotherTypeIsNamed() throws {
        let members = try object()
        for name in members.keys.sorted() {
            var broken = members
            broken[name] = ["unexpected": 1]
            let error = try #require(throws: DocumentError.self) { try Invite(decoding: bytes(broken)) }
            #expect(error.member == name)
        }
    }

    @Test func everyWrongMemberIsNamed() throws {
        let other = try CountyAuthority(county: "清河县", isTraining: true).root
        let wrong: [(member: String, value: Any, named: String)] = [
            ("format", "tingsu-bundle", "format"), ("version", 2, "version"), ("county", "阳谷县", "county"),
            ("training", false, "training"), ("authorityCertificate", "rubbish", "authorityCertificate"),
            ("authorityCertificate", other.pem, "authorityFingerprint"),
            ("authorityFingerprint", other.fingerprint.description, "authorityFingerprint"),
            ("authorityFingerprint", "12", "authorityFingerprint"), ("addresses", [String](), "addresses"),
            ("addresses", ["https://a.example", "http://a.example"], "addresses[1]"),
            ("addresses", ["https://user:word@a.example"], "addresses[0]"),
            ("addresses", ["https://a.example/path"], "addresses[0]"), ("addresses", ["https://"], "addresses[0]"),
            ("addresses", ["https://a.example:70000"], "addresses[0]"), ("addresses", [1], "addresses[0]"),
            ("addresses", Array(repeating: "https://a.example", count: 17), "addresses"),
            ("servers", [String](), "servers"), ("servers", ["12"], "servers[0]"), ("code", "12345", "code"),
            ("deviceName", "", "deviceName"), ("deviceName", String(repeating: "x", count: 65), "deviceName"),
            ("role", "printer", "role"), ("areaName", " ", "areaName"), ("areaCode", "37\u{7}", "areaCode"),
            ("expires", -1, "expires"), ("expires", "tomorrow", "expires"),
        ]
        for (member, value, named) in wrong {
            var broken = try object()
            broken[member] = value
            let error = try #require(throws: DocumentError.self, "\(member): \(value)") {
                try Invite(decoding: bytes(broken))
            }
            #expect(error.member == named, "\(member): \(value)")
            #expect(error.description.contains("\"\(named)\""))
        }
    }

    @Test func cutOffAndForeignFilesAreNamedAsSuch() throws {
        let whole = try invite.encoded()
        for count in [0, 1, whole.count / 2, whole.count - 3] {
            let error = try #require(throws: DocumentError.self) { try Invite(decoding: Array(whole.prefix(count))) }
            #expect(error.member == nil)
        }
        #expect(throws: DocumentError.self) { try Invite(decoding: Array("[]".utf8)) }
        #expect(throws: DocumentError.self) { try Invite(decoding: Array(repeating: 0x20, count: 70_000)) }
    }

    @Test func mutatedFilesGiveAnErrorOrAnInviteOfTheSameCounty() throws {
        let whole = try invite.encoded()
        var generator = SeededStream(seed: 0x1471)
        for round in 0..<200 {
            let bytes = mutated(whole, with: &generator)
            do {
                let read = try Invite(decoding: bytes)
                #expect(read.root == root, "seed 0x1471, round \(round)")
            } catch {
                #expect(error.document == "tingsu-invite" && !error.description.isEmpty)
            }
        }
    }

    private func object() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(try invite.encoded())) as? [String: Any])
    }

    private func bytes(_ members: [String: Any]) throws -> [UInt8] {
        Array(try JSONSerialization.data(withJSONObject: members))
    }
}
