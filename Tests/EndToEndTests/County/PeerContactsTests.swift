import Replication
import Testing

@testable import Node

/// What of a downstream's last word is written down at once.
@Suite struct PeerContactsTests {
    private let machine = RecordID(rawValue: 7)

    /// Notes an ending and answers whether it has to be written; if so, it is.
    private func mustKeep(_ contacts: inout PeerContacts, _ failure: ContactFailure?) -> Bool {
        contacts.note(failure, of: machine)
        guard contacts.mustKeep(machine) else { return false }
        contacts.isKept(machine)
        return true
    }

    @Test func aFailureIsWrittenWhenItBeginsChangesOrEndsAndElseEveryTenMinutes() {
        var contacts = PeerContacts()
        #expect(!mustKeep(&contacts, nil))
        #expect(mustKeep(&contacts, ContactFailure(code: "busy", at: 0)))
        for second in Int64(1)...599 {
            #expect(!mustKeep(&contacts, ContactFailure(code: "busy", at: second * 1_000)))
        }
        #expect(mustKeep(&contacts, ContactFailure(code: "busy", at: 600_000)))
        #expect(mustKeep(&contacts, ContactFailure(code: "line_lost", at: 601_000)))
        // A clock that is set back.
        #expect(mustKeep(&contacts, ContactFailure(code: "line_lost", at: -600_000)))
        #expect(mustKeep(&contacts, nil))
        #expect(!mustKeep(&contacts, nil))
    }

    @Test func aProgramIsWrittenWhenItIsAnother() {
        var contacts = PeerContacts()
        for (version, isNews) in [("0.1.0", true), ("0.1.0", false), ("0.2.0", true), (nil, true), (nil, false)] {
            contacts.note(version: version, of: machine)
            #expect(contacts.mustKeep(machine) == isNews, "\(version ?? "-")")
            contacts.isKept(machine)
        }
    }

    @Test func aCodeIsKeptToItsFirst64Characters() {
        #expect(ContactFailure(code: String(repeating: "x", count: 9_000), at: 0).code.count == 64)
    }

    @Test func aGapIsAStepOfAnExchangeAndNoFailure() {
        func failure(_ reasons: [Refusal.Reason]) -> String? {
            let response = ExchangeResponse(
                scopes: [], segments: [], forks: [], receipts: [],
                refusals: reasons.map { Refusal(scope: .directory, replica: nil, reason: $0) }, hasMore: false,
                serverTime: 0)
            return ContactFailure(
                response, to: Hash(of: []), by: Authority(anchors: TrustAnchors(keys: [])), at: 0)?.code
        }
        #expect(failure([]) == nil)
        #expect(failure([.gap, .fork]) == nil)
        #expect(failure([.gap, .badSignature, .notReadable]) == "bad_signature")
    }
}
