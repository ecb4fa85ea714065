/// A language that the program speaks to people in.
///
/// Chinese comes first everywhere: it is the language of the records and of those who keep them.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case zhHans = "zh-Hans"
    case en
}
