public import Causality

/// The merged state of one record: for each register its siblings, and the marks of ids that are void.
///
/// A function of the *set* of applied changes: whatever the order, however often a change arrives, and also when one is
/// admitted, understood or ruled out later, the same set gives the same state and the same bytes
/// (`RecordState.encoded`). The siblings of a register are its values in all applied changes, less those whose change
/// is superseded by another applied change that writes this register.
///
/// Source: DESIGN.md section 4; the incremental form is checked against the definition in the shared merge model.
public struct RecordState: Hashable, Sendable {
    /// One of several concurrent values of a register.
    public struct Sibling: Hashable, Sendable {
        public let change: ChangeID
        public let author: RecordID
        /// Milliseconds since 1970, by the writing machine's clock.
        public let recordedAt: Int64
        public let value: EncodedValue

        public init(change: ChangeID, author: RecordID, recordedAt: Int64, value: EncodedValue) {
            self.change = change
            self.author = author
            self.recordedAt = recordedAt
            self.value = value
        }
    }

    /// A register and its siblings; never empty.
    public struct Register: Hashable, Sendable {
        public let number: RegisterNumber
        public internal(set) var siblings: Siblings
    }

    /// A change that was superseded in a register before it was applied here; void until then.
    struct Void: Hashable, Sendable, Comparable {
        let change: ChangeID
        let register: RegisterNumber

        static func < (left: Self, right: Self) -> Bool {
            (left.change, left.register) < (right.change, right.register)
        }
    }

    /// Sorted by number.
    public internal(set) var registers: [Register]
    /// Sorted.
    var voids: [Void]

    public init() {
        registers = []
        voids = []
    }

    /// The siblings of a register, sorted by change; empty where it was never written.
    public subscript(number: RegisterNumber) -> Siblings {
        let index = registerIndex(number)
        return index < registers.count && registers[index].number == number ? registers[index].siblings : Siblings()
    }

    /// Adds one change to the set.
    ///
    /// The caller sees to it that `id` has not been applied before. `isApplied` answers for ids that the change
    /// supersedes and that are no sibling here: an applied one has been superseded already, another is still to come
    /// and must stay void.
    public mutating func apply(
        _ id: ChangeID, _ body: ChangeBody, isApplied: (ChangeID) throws -> Bool
    ) rethrows {
        for superseded in body.supersedes {
            var applied: Bool?
            for write in body.writes where !removeSibling(superseded, from: write.register) {
                let known = try applied ?? isApplied(superseded)
                applied = known
                if !known { insert(Void(change: superseded, register: write.register)) }
            }
        }
        if registers.isEmpty { registers.reserveCapacity(body.writes.count) }
        for write in body.writes where !isVoid(id, write.register) {
            insert(
                Sibling(change: id, author: body.author, recordedAt: body.recordedAt, value: write.value),
                in: write.register)
        }
        if !voids.isEmpty { voids.removeAll { $0.change == id } }
    }

    /// The state of a whole set of changes, the definition itself: what a rebuild computes.
    public init(folding changes: [(id: ChangeID, body: ChangeBody)]) {
        self.init()
        var applied: Set<ChangeID> = []
        for change in changes where applied.insert(change.id).inserted {
            // Ids further down the list count as not applied yet; their void marks go when their turn comes.
            apply(change.id, change.body) { applied.contains($0) }
        }
    }

    private func registerIndex(_ number: RegisterNumber) -> Int {
        var low = 0
        var high = registers.count
        while low < high {
            let middle = (low + high) / 2
            if registers[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func insert(_ sibling: Sibling, in number: RegisterNumber) {
        let index = registerIndex(number)
        guard index < registers.count, registers[index].number == number else {
            return registers.insert(Register(number: number, siblings: Siblings(sibling)), at: index)
        }
        registers[index].siblings.insert(sibling)
    }

    /// Whether the change was a sibling of the register, which it no longer is.
    private mutating func removeSibling(_ change: ChangeID, from number: RegisterNumber) -> Bool {
        let index = registerIndex(number)
        guard index < registers.count, registers[index].number == number, registers[index].siblings.remove(change)
        else { return false }
        if registers[index].siblings.isEmpty { registers.remove(at: index) }
        return true
    }

    private func isVoid(_ change: ChangeID, _ register: RegisterNumber) -> Bool {
        voids.contains(Void(change: change, register: register))
    }

    private mutating func insert(_ void: Void) {
        let place = voids.firstIndex { $0 >= void } ?? voids.count
        if place < voids.count, voids[place] == void { return }
        voids.insert(void, at: place)
    }
}
