import CaseFile
import Replication

/// What two registrations of one person, or of one household, are likely to share.
///
/// Whoever shares one is looked at beside the other; whether they are likely to be one is decided by all that is known of
/// them (`Likeness` in CaseWork), and whether they are one by a person.
enum LikenessKeys {
    /// A number of fewer digits is no telephone.
    static let phoneMin = 7

    static func keys(of record: MergedRecord<some ChangeCodec>) -> [String] {
        var keys: Set<String> = []
        switch record.key.kind {
        case PersonSchema.recordKind: addPerson(record, to: &keys)
        case HouseholdSchema.recordKind: addHousehold(record, to: &keys)
        default: return []
        }
        return keys.sorted()
    }

    private static func addPerson(_ record: MergedRecord<some ChangeCodec>, to keys: inout Set<String>) {
        for identity in record.values(of: PersonSchema.identity) {
            guard let number = identity[member: PersonSchema.Identity.number].plainText else { continue }
            let joined = TextGrams.runs(of: number).map(\.text).joined()
            if !joined.isEmpty { keys.insert("i|\(joined)") }
        }
        for phone in record.values(of: PersonSchema.phone).compactMap(\.plainText) {
            for digits in phones(phone) { keys.insert("p|\(digits)") }
        }
        let births = record.values(of: PersonSchema.birth).compactMap(\.date)
        for name in record.values(of: PersonSchema.name).compactMap(\.plainText) {
            let syllables = NameSound.syllables(of: name)
            let sound = syllables.joined(separator: " ")
            if sound.isEmpty { continue }
            for birth in births { keys.insert("b|\(sound)|\(birth)") }
            for near in nearSounds(syllables) { keys.insert("d|\(record.key.scope)|\(near)") }
        }
    }

    private static func addHousehold(_ record: MergedRecord<some ChangeCodec>, to keys: inout Set<String>) {
        let scope = record.key.scope
        for address in record.values(of: HouseholdSchema.address).compactMap(\.plainText) {
            let folded = TextGrams.runs(of: address).map(\.text).joined()
            if !folded.isEmpty { keys.insert("a|\(scope)|\(folded)") }
        }
        for head in record.values(of: HouseholdSchema.head) {
            if let person = head[member: PersonOrName.person].reference?.id { keys.insert("h|\(scope)|\(person)") }
            if let name = head[member: PersonOrName.name].plainText {
                let sound = NameSound.syllables(of: name).joined(separator: " ")
                if !sound.isEmpty { keys.insert("s|\(scope)|\(sound)") }
            }
        }
    }

    /// The sound itself, and with any one syllable left out: two names of which one lacks a character, or has another
    /// one in its place, share one of them. Of two characters none is left out: all families would be alike.
    static func nearSounds(_ syllables: [String]) -> [String] {
        var sounds = [syllables.joined(separator: " ")]
        guard syllables.count > 2 else { return sounds }
        for index in syllables.indices {
            var rest = syllables
            rest.remove(at: index)
            sounds.append(rest.joined(separator: " "))
        }
        return sounds
    }

    /// The numbers in what somebody wrote as a telephone number: 0796-2512345、138 0796 1234.
    static func phones(_ text: String) -> [String] {
        var numbers: [String] = []
        var digits = ""
        func end() {
            if digits.utf8.count >= phoneMin, !numbers.contains(digits) { numbers.append(digits) }
            digits = ""
        }
        for scalar in text.unicodeScalars.prefix(TextGrams.scalarsMax) {
            switch scalar.value {
            case 0x30...0x39: digits.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19: digits.append(String(scalar.value - 0xFF10))
            case 0x20, 0x2D, 0x2B: break
            default: end()
            }
        }
        end()
        return numbers
    }
}
