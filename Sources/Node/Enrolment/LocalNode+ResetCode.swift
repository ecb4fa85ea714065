import CaseFile
import CaseWork
import Identity
import Replication

extension LocalNode {
    /// The digits that the hub's or the center's staff read out to a person of a device below them.
    ///
    /// Throws `CommandFailure` where the device or person is not of this area, or the challenge is not in digits.
    func resetCode(device text: String, person name: String, challenge: String) throws -> PINCodeCommand.Reply {
        guard settings.role != .device else {
            throw NodeError.wrongRole(needed: "hub", isRole: settings.role.rawValue)
        }
        guard let digits = ChallengeDigits.plain(challenge) else {
            throw CommandFailure(
                kind: .badInput, code: "challenge-malformed",
                zhHans: "“\(challenge)”不是口令：应为 \(ChallengeDigits.count) 位数字，请对方再念一遍",
                en: "\"\(challenge)\" is no challenge: it has \(ChallengeDigits.count) digits; have it read again")
        }
        return try inspect { [credentials] access in
            let device = try access.directory.device(meantBy: text)
            guard access.isBelow(device), let key = access.engine.authority.key(ofDevice: device.id) else {
                throw CommandFailure(
                    kind: .notAllowed, code: "device-not-below", zhHans: "“\(device.name)”不归本机管",
                    en: "\"\(device.name)\" is not below this machine")
            }
            let people = device.people.compactMap { access.directory.user($0) }
            guard let person = people.first(where: { $0.name == name || $0.id.description == name }) else {
                let known = people.map(\.name)
                throw CommandFailure(
                    kind: .notFound, code: "person-not-of-device",
                    zhHans: "“\(name)”不是“\(device.name)”的使用人：\(known.joined(separator: "、"))",
                    en: "\"\(name)\" does not use \"\(device.name)\": \(known.joined(separator: ", "))")
            }
            return PINCodeCommand.Reply(
                device: device.name, person: person.name,
                code: try ResetCode.digits(
                    own: credentials.keyPair, other: key, device: device.id, person: person.id, challenge: digits))
        }
    }

    /// Whether somebody above this machine answered the challenge with these digits.
    func isResetCode(_ digits: String, person: RecordID, challenge: String) throws -> Bool {
        try inspect { [credentials] access in
            let own = access.thisDevice
            let authority = access.engine.authority
            let hubs = access.directory.devices.filter { machine in
                machine.role == "hub" && machine.id != own?.id
                    && access.directory.isArea(own?.area, within: machine.area)
            }.compactMap { authority.key(ofDevice: $0.id) }.filter { authority.device($0.hash)?.end == nil }
            return try (hubs + credentials.anchors.centerKeys).contains { key in
                try ResetCode.digits(
                    own: credentials.keyPair, other: key, device: credentials.keyPair.key.device, person: person,
                    challenge: challenge) == digits
            }
        }
    }
}
