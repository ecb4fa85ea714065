import Replication

/// The books of the simulation on sets and answers, kept beside the program: whose word on custody is the newest at each
/// machine.
///
/// Dictionaries are looked up and never iterated.
struct CourierBook {
    /// What an answer may do to the reports and receipts at a machine.
    enum Expectation {
        /// Something that was said later has been taken: nothing may move.
        case unmoved
        /// They are the answer's from now on.
        case moved
        /// The machine was put back or copied since: either may be.
        case unknown
    }

    private struct Page {
        /// When each set was made here.
        var made: [BundleID: Int] = [:]
        /// Sets of before a restore, or of the machine that this one is a copy of.
        var unsure: Set<BundleID> = []
        /// When the set was made, or the line used, by which the newest word came.
        var newest = 0
        /// The answer that was taken last of each set, and up to which part it went.
        var taken: [BundleID: (answer: BundleID, part: Int)] = [:]
    }

    private var pages: [String: Page] = [:]
    /// What came last from a machine to another, by their names.
    private var arrived: [String: (moment: Int, part: Int)] = [:]
    private var moment = 0

    mutating func made(_ set: BundleID, at name: String) {
        moment += 1
        pages[name, default: Page()].made[set] = moment
    }

    mutating func lineAnswered(at name: String) {
        moment += 1
        pages[name, default: Page()].newest = moment
    }

    func expects(_ reply: BundleReply, at name: String) -> Expectation {
        guard let page = pages[name] else { return .unmoved }
        if page.unsure.contains(reply.set) { return .unknown }
        guard let made = page.made[reply.set], made >= page.newest else { return .unmoved }
        guard let taken = page.taken[reply.set] else { return .moved }
        if taken.answer == reply.id { return .unknown }
        return reply.part > taken.part ? .moved : .unmoved
    }

    /// Notes that responses of an answer were taken in whose word counted.
    mutating func took(_ reply: BundleReply, at name: String) {
        guard let made = pages[name]?.made[reply.set] else { return }
        pages[name]?.newest = made
        pages[name]?.taken[reply.set] = (reply.id, reply.part)
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
        guard let page = pages[name] else { return }
        pages[name] = Page(unsure: page.unsure.union(page.made.keys))
    }

    mutating func copied(_ name: String, as twin: String) {
        guard let page = pages[name] else { return }
        pages[twin] = Page(unsure: page.unsure.union(page.made.keys))
    }
}
