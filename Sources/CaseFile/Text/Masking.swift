public import Replication

/// Hides the middle of numbers that stand for a person: an identity document, a bank card, a child's guardian's phone.
///
/// An identity number keeps its first six and last four characters (`360825********0010`), which tells two people
/// of a list apart and is too little to be used elsewhere; a telephone number keeps three and four. Words are left whole:
/// what was told, a sign of danger, a guardian's name are what the record is read for.
///
/// It is for showing only. What is stored, compared and sent stays whole.
///
/// Source: 个人信息保护法 art 28 and 51; the characters that are kept: usage of forms and receipts.
public enum Masking {
    /// Shorter runs are years, sums and house numbers.
    public static let charactersMin = 7
    /// Fewer digits are a word or a name.
    static let digitsMin = 5
    /// What stands in the place of hidden characters; three of them are in no number that anybody has.
    static let hidden = "*"

    /// The text with its numbers masked. A text that is one number written in groups, with spaces or hyphens between, is
    /// masked as that number.
    public static func masked(_ text: String) -> String {
        let joined = FullWidth.halved(text).filter { !$0.isWhitespace && $0 != "-" && $0 != "+" }
        if joined.allSatisfy(isOfNumber) { return isNumber(joined) ? hidingMiddle(of: joined) : text }
        var masked = ""
        var run = ""
        for character in text {
            let plain = FullWidth.halved(String(character))
            if plain.allSatisfy(isOfNumber) {
                run += plain
                continue
            }
            masked += isNumber(run) ? hidingMiddle(of: run) : run
            masked.append(character)
            run = ""
        }
        return masked + (isNumber(run) ? hidingMiddle(of: run) : run)
    }

    /// Whether `text` has been masked, so that it does not say what the number is.
    static func isMasked(_ text: String) -> Bool {
        text.contains(String(repeating: hidden, count: 3))
    }

    private static func isOfNumber(_ character: Character) -> Bool {
        character.isASCII && (character.isNumber || character.isLetter)
    }

    private static func isNumber(_ run: String) -> Bool {
        run.count >= charactersMin && run.count(where: \.isNumber) >= digitsMin
    }

    private static func hidingMiddle(of number: String) -> String {
        let (first, last) =
            switch number.count {
            case 15...: (6, 4)
            case 11...: (3, 4)
            default: (2, 2)
            }
        let middle = String(repeating: hidden, count: number.count - first - last)
        return number.prefix(first) + middle + number.suffix(last)
    }

    /// The value with the numbers in its lines masked; longer texts are words.
    static func masked(_ value: Value, as type: ValueType) -> Value {
        switch (value, type) {
        case (.text(let text), .text): return .text(masked(text))
        case (.list(let items), .list(let item)): return .list(items.map { masked($0, as: item) })
        case (.group(let filled), .group(let members)):
            return .group(
                filled.map { member in
                    guard let definition = members.first(where: { $0.number == member.number }) else { return member }
                    return GroupMember(member.number, masked(member.value, as: definition.type))
                })
        default: return value
        }
    }
}

extension Catalog {
    /// The value as it is shown until somebody asks for the whole of it: in registers that are sensitive or restricted,
    /// numbers are masked.
    public func masked(_ value: Value, of register: RegisterNumber, in kind: RecordKind) -> Value {
        guard let definition = self.kind(kind)?.register(register), definition.sensitivity.masksNumbers else {
            return value
        }
        return Masking.masked(value, as: definition.type)
    }
}
