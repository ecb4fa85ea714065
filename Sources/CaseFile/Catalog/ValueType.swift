public import Replication

/// What a register, a member of a group or an item of a list may hold.
///
/// A type says which `Value` is right, how it is typed and how it is shown; it never decides what a receiver keeps.
///
/// Source: DESIGN.md section 3.
public indirect enum ValueType: Hashable, Sendable {
    /// One line, at most so many characters (what a reader counts as one, whatever its bytes).
    case text(maxCharacters: Int)
    /// Several lines, at most `longTextMaxCharacters`.
    case longText
    /// A whole number within the range.
    case integer(ClosedRange<Int64>)
    /// An amount of RMB: held as an integer in 分, typed and shown in 元, within `moneyRange`.
    case money
    case boolean
    /// A point in time: held as milliseconds since 1970 UTC, typed and shown in the time of Shanghai.
    case instant
    /// A day of the calendar of Shanghai.
    case date
    /// A code of the named table.
    case code(CodeTable.Name)
    /// Another record, of one of these kinds.
    case reference([RecordKind])
    /// A photo or a scan, which travels apart and is named by its hash.
    case attachment
    case list(of: ValueType)
    case group([MemberDefinition])

    /// A long evening's narrative has some 3,000 characters; three times that is still one form, not a book.
    public static let longTextMaxCharacters = 10_000

    /// Amounts are not negative (payer and payee say the direction) and stay below one trillion 元.
    public static let moneyRange: ClosedRange<Int64> = 0...99_999_999_999_999
}
