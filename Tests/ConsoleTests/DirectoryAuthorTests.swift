import CaseWork
import Console
import Foundation
import Identity
import ReplicaStore
import Replication
import Testing
import WireProtocol

@testable import Node

/// What is decided on a page stands in the directory in the name of the person who is signed in, and not of the first
/// administrator.
@Suite struct DirectoryAuthorTests {
    private static let deputy = "李副主任"

    private struct Scene {
        let deputy: RecordID
        /// The path of a household that the administrator recorded.
        let household: String
    }

    private static func run(_ body: (PagesOfACenter, Browser, Scene) async throws -> Void) async throws {
        try await PagesOfACenter.run { pages in
            let household = try await pages.recordHousehold(address: "练习一村3组12号")
            try await pages.addPerson(deputy)
            let browser = try await pages.signedIn(as: deputy, pin: "7319")
            try await body(pages, browser, Scene(deputy: try await pages.person(named: deputy), household: household))
        }
    }

    @Test func aRuling() async throws {
        try await Self.run { pages, browser, scene in
            let id = String(scene.household.split(separator: "/").last ?? "")
            let change = try await ShowHistoryCommand(record: id).run(on: pages.node).entries[0].change
            for verdict in ["hold", "admit"] {
                let ruled = try await browser.post(
                    "/board/held", [("change", change), ("verdict", verdict), ("reason", "核对过")])
                #expect(ruled.status == 303)
                #expect(try await pages.authors(of: DirectorySchema.rulingKind) == [scene.deputy])
            }
        }
    }

    @Test func aRevocationAndTheMachineThatTakesItsPlace() async throws {
        try await Self.run { pages, browser, scene in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            #expect(try await browser.post(machine.path + "/revoke", [("reason", "遗失")]).status == 303)
            #expect(try await pages.authors(of: DirectorySchema.grantEndKind) == [scene.deputy])
            let invite = try await browser.post(
                machine.path + "/reissue",
                [("name", "一村新机"), ("address", "https://127.0.0.1:8443"), ("server", "")])
            #expect(invite.status == 200)
            let file = try Invite(decoding: invite.body)
            let pair = DeviceKeyPair.generate()
            _ = try await pages.node.admit(
                EnrolmentRequest(
                    code: file.code.text, certificateRequestDER: try CertificateRequest(for: pair, name: "一村新机").der,
                    deviceName: "一村新机"))
            let authors = try await pages.inspect { access in
                try access.transaction.state(
                    of: RecordKey(scope: .directory, kind: DirectorySchema.deviceKind, id: pair.key.device)
                )?.registers.flatMap { $0.siblings.map(\.author) }
            }
            #expect(Set(try #require(authors)) == [scene.deputy])
        }
    }

    /// Another cadre of the county, whatever page they found.
    @Test func nobodyOfAnotherMachineIsAnAuthor() async throws {
        try await PagesOfACenter.run { pages in
            let machine = try await VillageMachine(named: "一村甲机", in: pages)
            let stranger = RecordID(rawValue: 7)
            await #expect(throws: ConsoleRefusal.self) {
                try await NodePages(node: pages.node).revoke(
                    MachineRevocation(machine: machine.id, reason: "遗失", person: stranger))
            }
            #expect(try await pages.authors(of: DirectorySchema.grantEndKind).isEmpty)
        }
    }
}
