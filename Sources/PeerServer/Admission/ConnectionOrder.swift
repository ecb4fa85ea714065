/// Who of the open connections can be spared, longest idle first.
///
/// A server that is full has to turn somebody away. Turning away who comes would hand the server to whoever opens
/// connections and says nothing; so the newcomer gets in, and the connection goes that has been without a request for
/// the longest time. An honest device needs its connection for the seconds of a sync, and opens another where it lost
/// one between two requests. A connection whose request is in hand is never taken away.
package struct ConnectionOrder<ID: Hashable> {
    package let limit: Int
    /// Since when they have been idle, longest first.
    private var idle: [ID] = []
    /// A request is coming in, longest first. They go where nobody is idle.
    private var receiving: [ID] = []
    /// The whole request is here, and is being answered. Counted and looked up; never iterated.
    private var answering: Set<ID> = []

    package init(limit: Int) {
        self.limit = limit
    }

    package var count: Int { idle.count + receiving.count + answering.count }

    /// A connection was opened; answers the one to close where there are too many. It may be the new one itself.
    package mutating func opened(_ id: ID) -> ID? {
        guard count >= limit else {
            idle.append(id)
            return nil
        }
        guard !idle.isEmpty || !receiving.isEmpty else { return id }
        let spared = idle.isEmpty ? receiving.removeFirst() : idle.removeFirst()
        idle.append(id)
        return spared
    }

    /// The head of a request is here.
    package mutating func requestBegan(_ id: ID) {
        if remove(id) { receiving.append(id) }
    }

    /// The whole request is here.
    package mutating func requestCame(_ id: ID) {
        if remove(id) { answering.insert(id) }
    }

    /// The answer has been sent.
    package mutating func answered(_ id: ID) {
        if remove(id) { idle.append(id) }
    }

    package mutating func closed(_ id: ID) {
        _ = remove(id)
    }

    /// False where it is not known: it was told to go, and has not noticed yet.
    private mutating func remove(_ id: ID) -> Bool {
        if answering.remove(id) != nil { return true }
        if let index = receiving.firstIndex(of: id) {
            receiving.remove(at: index)
            return true
        }
        // From the end: who asks now has asked lately.
        guard let index = idle.lastIndex(of: id) else { return false }
        idle.remove(at: index)
        return true
    }
}
