/// How far a register may be seen, in rising order.
///
/// Pages mask, exports leave out and documents omit by this word; which people may read a record at all is decided by
/// its scope.
///
/// Source: 个人信息保护法 art 4, 28; DOMAIN.md sections 4 and 5.
public enum Sensitivity: String, Hashable, Sendable, CaseIterable {
    /// Says nothing about a person.
    case ordinary
    /// Identifies a person, or tells about one.
    case personal
    /// Sensitive personal information (identity number, health, minors): numbers are masked until asked for.
    case sensitive
    /// For those who work on the case: never in returns, ledgers or joint records.
    case restricted

    /// Whether numbers in such a register are shown with their middle hidden until somebody asks for the whole.
    public var masksNumbers: Bool {
        switch self {
        case .ordinary, .personal: false
        case .sensitive, .restricted: true
        }
    }
}
