import CaseStore

/// How many lines of a list are wanted, and whether there are more: no list ends without saying so.
public struct ListLimit: Sendable {
    /// The beginning of a list.
    struct Cut<Item> {
        let items: [Item]
        /// Whether there is more of it.
        let isCut: Bool
    }

    /// What is listed where nobody says how much.
    public static let standard = CaseQueries.limitDefault
    /// All that a county holds.
    public static let max = 1_000_000

    let most: Int

    /// From 1 to `max`, whatever was asked for.
    init(_ asked: Int, max: Int = ListLimit.max) {
        most = Swift.min(Swift.max(1, asked), max)
    }

    /// Asks for one more than is listed, which tells whether there are more.
    func cut<Item>(_ items: (_ limit: Int) throws -> [Item]) rethrows -> Cut<Item> {
        let found = try items(most + 1)
        return Cut(items: Array(found.prefix(most)), isCut: found.count > most)
    }
}
