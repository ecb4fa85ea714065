/// How texts of two registrations lie to each other.
public enum LikenessText {
    /// Two names.
    public enum Names: Hashable, Sendable {
        case same
        case soundsAlike
        /// One has a character more.
        case lacksOne
        /// One character differs.
        case near
        case different
    }

    /// Without spaces and punctuation, in plain forms.
    public static func folded(_ text: String) -> String { TextGrams.runs(of: text).map(\.text).joined() }

    /// The telephone numbers in a text.
    public static func phones(_ text: String) -> [String] { LikenessKeys.phones(text) }

    /// The nearest of all readings.
    public static func names(_ left: [String], _ right: [String]) -> Names {
        var nearest = Names.different
        for one in left {
            for other in right {
                switch (names(one, other), nearest) {
                case (.same, _): return .same
                case (.soundsAlike, _): nearest = .soundsAlike
                case (.lacksOne, .near), (.lacksOne, .different): nearest = .lacksOne
                case (.near, .different): nearest = .near
                default: break
                }
            }
        }
        return nearest
    }

    private static func names(_ one: String, _ other: String) -> Names {
        let (one, other) = (folded(one), folded(other))
        if one.isEmpty || other.isEmpty { return .different }
        if one == other { return .same }
        let (left, right) = (NameSound.syllables(of: one), NameSound.syllables(of: other))
        if left == right { return .soundsAlike }
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        guard long.count > 2 else { return .different }
        for index in long.indices {
            var rest = long
            rest.remove(at: index)
            if rest == short { return .lacksOne }
        }
        let differing = short.count == long.count ? zip(short, long).count { $0 != $1 } : long.count
        return differing == 1 ? .near : .different
    }
}
