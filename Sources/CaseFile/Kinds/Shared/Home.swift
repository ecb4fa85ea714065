public import Replication

/// Register 9002 of a household and of a case: where it lives since it moved (迁移、移交).
///
/// A record without it lives in the scope where it was recorded. One register, because a place without its day and its
/// reason misleads; two places that were written at the same time are a dispute, which people settle.
///
/// Source: SyncProtocol/Decisions/2026-11-27-moves-between-areas.md.
public enum Home {
    public static let register = RegisterNumber(rawValue: 9002)
    /// Sixteen hexadecimal digits.
    public static let scope: UInt32 = 1
    public static let area: UInt32 = 2
    public static let on: UInt32 = 3
    public static let reason: UInt32 = 4

    /// The scope that a value names; nil for one that names none.
    public static func scope(of value: Value) -> ScopeID? {
        guard case .group(let members) = value,
            case .text(let digits)? = members.first(where: { $0.number == scope })?.value
        else { return nil }
        return ScopeID(lowerHexadecimal: digits)
    }

    static let definition = RegisterDefinition(
        register, "home", Label("迁往(移交到)", "Moved to"),
        .group([
            MemberDefinition(
                scope, "scope", Label("数据范围", "Scope"), .text(maxCharacters: 16), required: true,
                format: .hexadecimal(digits: 16)),
            MemberDefinition(area, "area", Label("区域", "Area"), .reference([DirectorySchema.areaKind])),
            MemberDefinition(on, "on", Label("日期", "Date"), .date, required: true),
            MemberDefinition(reason, "reason", Label("原因", "Reason"), .text(maxCharacters: 500)),
        ]))
}

extension ScopeID {
    /// Reads sixteen hexadecimal digits in their one spelling; nil for anything else, and for 0, which is none.
    public init?(lowerHexadecimal digits: String) {
        guard digits.utf8.count == 16,
            digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
            let number = UInt64(digits, radix: 16), number > 0
        else { return nil }
        self.init(rawValue: number)
    }
}
