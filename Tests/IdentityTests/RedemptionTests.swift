import Identity
import Replication
import Testing

struct RedemptionTests {
    private let code = InviteCode.generate()
    private let first = DeviceKeyPair.generate().key
    private let second = DeviceKeyPair.generate().key
    private let expiresAt: Int64 = 1_000

    private func pending(usedBy: RecordID? = nil) -> PendingInvite {
        PendingInvite(
            verifier: code.verifier, deviceName: "石桥村电脑", area: RecordID(rawValue: 1),
            people: [RecordID(rawValue: 2), RecordID(rawValue: 3)], role: .device, expiresAt: expiresAt, usedBy: usedBy)
    }

    @Test func decisionsFollowTheTable() {
        let unused = pending()
        let used = pending(usedBy: first.device)
        let wrong = InviteCode.generate()
        let table: [(invite: PendingInvite, code: InviteCode, key: DeviceKey, now: Int64, expected: Redemption)] = [
            (unused, code, first, 0, .accepted(used, isRepeat: false)),
            (unused, code, first, 999, .accepted(used, isRepeat: false)),
            (unused, code, first, 1_000, .refused(.expired(at: 1_000))),
            (unused, code, first, .max, .refused(.expired(at: 1_000))),
            (unused, wrong, first, 0, .refused(.wrongCode)),
            (unused, wrong, first, 2_000, .refused(.wrongCode)),
            (used, code, first, 0, .accepted(used, isRepeat: true)),
            (used, code, first, 2_000, .accepted(used, isRepeat: true)),
            (used, code, second, 0, .refused(.alreadyUsed(by: first.device))),
            (used, code, second, 2_000, .refused(.alreadyUsed(by: first.device))),
            (used, wrong, first, 0, .refused(.wrongCode)),
        ]
        for (index, row) in table.enumerated() {
            #expect(row.invite.redeem(code: row.code, key: row.key, now: row.now) == row.expected, "row \(index)")
        }
    }

    @Test func bookMarksOnlyTheInviteWithThisCode() {
        let otherCode = InviteCode.generate()
        let other = PendingInvite(
            verifier: otherCode.verifier, deviceName: "东关乡", area: RecordID(rawValue: 9), people: [], role: .hub,
            expiresAt: expiresAt)
        var book = InviteBook(invites: [other])
        book.add(pending())
        #expect(book.redeem(code: .generate(), key: first, now: 0) == .refused(.wrongCode))
        #expect(book == InviteBook(invites: [other, pending()]))
        #expect(
            book.redeem(code: code, key: first, now: 0) == .accepted(pending(usedBy: first.device), isRepeat: false))
        #expect(book.redeem(code: code, key: second, now: 0) == .refused(.alreadyUsed(by: first.device)))
        #expect(book.invites == [other, pending(usedBy: first.device)])
    }

    @Test func withdrawnInviteRedeemsNothingAndAUsedOneStays() {
        var book = InviteBook(invites: [pending()])
        let withdrawn = book.withdraw(verifier: code.verifier)
        #expect(withdrawn)
        #expect(book.redeem(code: code, key: first, now: 0) == .refused(.wrongCode))
        var used = InviteBook(invites: [pending(usedBy: first.device)])
        let usedWithdrawn = used.withdraw(verifier: code.verifier)
        #expect(!usedWithdrawn)
        #expect(used.invites.count == 1)
    }

    @Test func bookComesBackFromItsBytesWithoutTheCode() throws {
        let given = PendingInvite(
            verifier: code.verifier, deviceName: "一村甲机", area: RecordID(rawValue: 1), people: [], role: .device,
            expiresAt: expiresAt, invitedBy: RecordID(rawValue: 4))
        let book = InviteBook(invites: [pending(), pending(usedBy: second.device), given])
        let bytes = try book.encoded()
        #expect(try InviteBook(decoding: bytes) == book)
        #expect(!String(decoding: bytes, as: UTF8.self).contains(code.text))
        let damaged = String(decoding: bytes, as: UTF8.self).replacing(first.device.description, with: "x")
            .replacing(second.device.description, with: "x")
        let error = try #require(throws: DocumentError.self) { try InviteBook(decoding: Array(damaged.utf8)) }
        #expect(error.member == "invites[1].usedBy")
    }
}
