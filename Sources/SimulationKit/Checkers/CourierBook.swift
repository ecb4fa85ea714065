import Replication

/// The books of the simulation on sets and answers, kept beside the program: whose word on custody is the newest at each
/// machine.
///
/// Dictionaries are looked up and never iterated.
struct CourierBook {
    /// What an answer may do to the reports and receipts at a machine.
    enum Expectation {
        /// Something that was given later has been taken: nothing may move.
        case unmoved
        /// They are the answer's from now on.
        case moved
        /// Who gave it was put back or copied and may not remember what it gave, or another gave what is known: nothing may rise
        /// above the newer word, which is the answer's own or, where it `isOlder`, what is known.
        case notAbove(isOlder: Bool)
        /// The machine was put back or copied since: either may be.
        case unknown

        /// Whether the answer's word may count.
        var mayMove: Bool {
            switch self {
            case .moved, .notAbove(isOlder: false): true
            case .unmoved, .unknown, .notAbove(isOlder: true): false
            }
        }
    }

    private struct Page {
        /// When each set was made here.
        var made: [BundleID: Int] = [:]
        /// Sets of before a restore, or of the machine that this one is a copy of.
        var unsure: Set<BundleID> = []
        /// When the line was last answered.
        var line = 0
        /// When the newest word was given that was taken in, and in which answer if it was one.
        var newest: (moment: Int, answer: BundleID?) = (0, nil)
        /// Who gave the answers that were taken since the line.
        var speakers: Set<String> = []
    }

    private var pages: [String: Page] = [:]
    /// When each answer was given, and by whom.
    private var given: [BundleID: (moment: Int, name: String)] = [:]
    /// Machines that were put back or copied.
    private var forgetful: Set<String> = []
    /// What came last from a machine to another, by their names.
    private var arrived: [String: (moment: Int, part: Int)] = [:]
    private var moment = 0

    mutating func made(_ set: BundleID, at name: String) {
        moment += 1
        pages[name, default: Page()].made[set] = moment
    }

    mutating func gave(_ answer: BundleID, at name: String) {
        moment += 1
        given[answer] = (moment, name)
    }

    mutating func lineAnswered(at name: String) {
        moment += 1
        pages[name, default: Page()].line = moment
        pages[name]?.newest = (moment, nil)
        pages[name]?.speakers = []
    }

    func expects(_ reply: BundleReply, at name: String) -> Expectation {
        guard let page = pages[name] else { return .unmoved }
        if page.unsure.contains(reply.set) { return .unknown }
        guard let made = page.made[reply.set], made >= page.line, let given = given[reply.id] else { return .unmoved }
        if page.newest.answer == reply.id { return .unknown }
        let isOlder = given.moment < page.newest.moment
        if forgetful.contains(given.name) || page.speakers.contains(where: { $0 != given.name }) {
            return .notAbove(isOlder: isOlder)
        }
        return isOlder ? .unmoved : .moved
    }

    /// Notes that responses of an answer were taken in whose word counted.
    mutating func took(_ reply: BundleReply, at name: String) {
        guard let page = pages[name], let given = given[reply.id] else { return }
        pages[name]?.speakers.insert(given.name)
        if given.moment > page.newest.moment { pages[name]?.newest = (given.moment, reply.id) }
    }

    /// Notes that a set arrived at a server, up to a part; answers whether none that was made later had come before it.
    mutating func arrives(_ set: BundleID, part: Int, of name: String, at server: String) -> Bool {
        let made = (moment: pages[name]?.made[set] ?? 0, part: part)
        let last = arrived["\(name) \(server)"] ?? made
        let isInOrder = (made.moment, made.part) >= (last.moment, last.part)
        if isInOrder { arrived["\(name) \(server)"] = made }
        return isInOrder
    }

    mutating func wasPutBack(_ name: String) {
        forgetful.insert(name)
        guard let page = pages[name] else { return }
        pages[name] = Page(unsure: page.unsure.union(page.made.keys))
    }

    mutating func copied(_ name: String, as twin: String) {
        forgetful.formUnion([name, twin])
        guard let page = pages[name] else { return }
        pages[twin] = Page(unsure: page.unsure.union(page.made.keys))
    }
}
