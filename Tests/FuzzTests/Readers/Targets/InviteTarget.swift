import Identity
import Replication

extension FuzzTarget {
    /// The file that a new machine joins with, the center's book of them, and codes as people type them.
    static let invite = FuzzTarget("invite") { _ in
        let county = FuzzAuthority.made
        guard let code = InviteCode(random: [UInt8](repeating: 0x5A, count: InviteCode.randomByteCount)) else {
            return []
        }
        let invite = try Invite(
            root: county.root, addresses: ["https://10.0.0.2:8443"], servers: [county.device.identity.node], code: code,
            deviceName: "石桥村电脑", role: .device, areaName: "石桥村", areaCode: "360825105201", expiresAt: 1_800_000)
        let book = InviteBook(
            invites: [
                PendingInvite(
                    verifier: code.verifier, deviceName: "电脑", area: RecordID(rawValue: 1), people: [], role: .device,
                    expiresAt: 1_800_000)
            ])
        return [try invite.encoded(), try book.encoded(), Array(code.grouped.utf8), Array("７ｋ３qm-oO iIlL".utf8)]
    } run: { bytes in
        if let invite = try? Invite(decoding: bytes) {
            try FuzzFinding.expect(
                try Invite(decoding: invite.encoded()) == invite, "written and read it is another invite")
        }
        if let book = try? InviteBook(decoding: bytes) {
            try FuzzFinding.expect(
                try InviteBook(decoding: book.encoded()) == book, "written and read it is another book of invites")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if let code = try? InviteCode(typed: text) {
            try FuzzFinding.expect(
                try InviteCode(typed: code.grouped) == code, "shown and typed it is another invite code")
        }
    }
}
