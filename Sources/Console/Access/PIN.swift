/// A PIN as somebody typed it, fit to be kept.
struct PIN: Sendable {
    /// Why a PIN is not taken.
    enum Problem: Error, Hashable, Sendable {
        case tooShort
        case tooLong
        case notDigits
        case trivial
        case differs

        /// The key in the catalog.
        var wordKey: String {
            switch self {
            case .tooShort: "pin.problem.too_short"
            case .tooLong: "pin.problem.too_long"
            case .notDigits: "pin.problem.not_digits"
            case .trivial: "pin.problem.trivial"
            case .differs: "pin.problem.differs"
            }
        }
    }

    static let digitsMin = 4
    /// Nobody types more, and scrypt is not fed a book.
    static let digitsMax = 32

    let digits: String

    /// Takes a PIN that was typed twice. Throws `Problem`.
    init(_ text: String, again: String) throws(Problem) {
        let digits = try PIN.plain(text)
        guard digits.count >= PIN.digitsMin else { throw .tooShort }
        guard digits == (try? PIN.plain(again)) else { throw .differs }
        guard !PIN.isTrivial(digits) else { throw .trivial }
        self.digits = digits
    }

    /// The digits of what was typed: full-width ones count as plain ones, spaces around do not matter.
    static func plain(_ text: String) throws(Problem) -> String {
        // A name in this field, or a whole page, is not worth a look.
        guard text.utf8.count <= digitsMax * 4 else { throw .tooLong }
        var digits = ""
        for character in text where !character.isWhitespace {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit), character.unicodeScalars.count == 1,
                character.isASCII || ("０"..."９").contains(character)
            else { throw .notDigits }
            digits += "\(digit)"
        }
        guard digits.count <= digitsMax else { throw .tooLong }
        return digits
    }

    /// What anybody would try first: one digit repeated, digits in a row, a pair repeated, the years of a birth.
    private static func isTrivial(_ digits: String) -> Bool {
        let numbers = digits.compactMap(\.wholeNumberValue)
        let steps = zip(numbers, numbers.dropFirst()).map { ($1 - $0 + 10) % 10 }
        if Set(steps).count == 1, [0, 1, 9].contains(steps[0]) { return true }
        if numbers.count.isMultiple(of: 2), zip(numbers, numbers.dropFirst(2)).allSatisfy({ $0 == $1 }) { return true }
        return numbers.count == 4 && (1930...2029).contains(Int(digits) ?? 0)
    }
}
