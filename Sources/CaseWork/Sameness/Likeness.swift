import CaseStore
import Replication

/// How likely two registrations are of one person or household, and what speaks for it.
///
/// The weights are ours. They are set so that what is proposed is worth a person's look: a number or name and birth; the
/// same name in one village unless something contradicts; a name that only sounds alike needs the household, the telephone or
/// the day of birth. Brothers and sisters share a household, a telephone and a part of their names: a name that is merely near
/// needs the day of birth, or to lack one character of the other.
public struct Likeness: Hashable, Sendable {
    /// What speaks for it.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case identity, phone, name
        case soundsAlike = "sounds_alike"
        case nearName = "near_name"
        case birth, village, household,
            address, head
    }

    /// 0 to 100 and above; `proposedMin` is proposed.
    public let score: Int
    public let reasons: [Reason]

    /// Below it there is nothing to look at.
    public static let proposedMin = 55

    static func folded(_ text: String) -> String { LikenessText.folded(text) }
    static func phones(_ text: String) -> [String] { LikenessText.phones(text) }

    /// Nil where something says that they are two.
    static func people(_ left: Registration, _ right: Registration) -> Likeness? {
        if share(left.identities, right.identities) { return Likeness(score: 100, reasons: [.identity]) }
        if !left.identities.isEmpty, !right.identities.isEmpty { return nil }
        let bothBorn = !left.births.isEmpty && !right.births.isEmpty
        let sameBirth = share(left.births, right.births)
        if bothBorn, !sameBirth { return nil }
        if !left.sexes.isEmpty, !right.sexes.isEmpty, !share(left.sexes, right.sexes) { return nil }
        var (score, reasons) = (0, [Reason]())
        func add(_ reason: Reason, _ weight: Int) {
            score += weight
            reasons.append(reason)
        }
        switch LikenessText.names(left.names, right.names) {
        case .same: add(.name, 40)
        case .soundsAlike: add(.soundsAlike, 30)
        case .lacksOne: add(.nearName, 20)
        case .near where sameBirth: add(.nearName, 20)
        default: return nil
        }
        if sameBirth { add(.birth, 40) }
        if share(left.phones, right.phones) { add(.phone, 30) }
        if let household = left.household, household == right.household { add(.household, 25) }
        if left.key.scope == right.key.scope { add(.village, 15) }
        if share(left.addresses, right.addresses) { add(.address, 15) }
        return Likeness(score: score, reasons: reasons)
    }

    static func households(_ left: Registration, _ right: Registration) -> Likeness? {
        var (score, reasons) = (0, [Reason]())
        func add(_ reason: Reason, _ weight: Int) {
            score += weight
            reasons.append(reason)
        }
        if share(left.addresses, right.addresses) {
            add(.address, 60)
        } else if left.addresses.contains(where: { one in
            right.addresses.contains { other in isPart(one, of: other) || isPart(other, of: one) }
        }) {
            add(.address, 40)
        }
        if share(left.headPersons, right.headPersons) {
            add(.head, 60)
        } else {
            switch LikenessText.names(left.heads, right.heads) {
            case .same: add(.head, 35)
            case .soundsAlike: add(.head, 25)
            default: break
            }
        }
        if score > 0, left.key.scope == right.key.scope { add(.village, 5) }
        return Likeness(score: score, reasons: reasons)
    }

    private static func share<Item: Equatable>(_ left: [Item], _ right: [Item]) -> Bool {
        left.contains { right.contains($0) }
    }

    /// 石仓村17号 of 永丰县石仓村17号: the end tells the house.
    private static func isPart(_ one: String, of other: String) -> Bool {
        one.count >= addressMin && other.hasSuffix(one)
    }

    /// Shorter ends of addresses are numbers of any house.
    private static let addressMin = 4
}
