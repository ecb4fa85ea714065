import Causality

/// The concurrent values of one register, sorted by change; in a `Reading` the newest first.
///
/// Nearly always there is one. It lies in place, so that the state of a record with twelve registers is one allocation
/// and not thirteen: that is felt where a county's day of 45,000 changes is merged.
public struct Siblings: Hashable, Sendable {
    private var first: RecordState.Sibling?
    /// Empty where `first` is nil.
    private var others: [RecordState.Sibling] = []

    init() {}

    init(_ only: RecordState.Sibling) {
        first = only
    }

    init(inOrder siblings: [RecordState.Sibling]) {
        first = siblings.first
        others = Array(siblings.dropFirst())
    }

    /// Each sibling in order, without the copies that iterating makes.
    func visit(_ body: (RecordState.Sibling) -> Void) {
        if let first { body(first) }
        for other in others { body(other) }
    }

    /// Puts a sibling at its place.
    mutating func insert(_ sibling: RecordState.Sibling) {
        guard let first else {
            self.first = sibling
            return
        }
        if sibling.change < first.change {
            others.insert(first, at: 0)
            self.first = sibling
        } else {
            let place = others.firstIndex { $0.change > sibling.change }
            others.insert(sibling, at: place ?? others.count)
        }
    }

    /// Takes a change's sibling away; whether there was one.
    mutating func remove(_ change: ChangeID) -> Bool {
        if first?.change == change {
            first = others.isEmpty ? nil : others.removeFirst()
            return true
        }
        guard let place = others.firstIndex(where: { $0.change == change }) else { return false }
        others.remove(at: place)
        return true
    }
}

extension Siblings: RandomAccessCollection {
    public var startIndex: Int { 0 }
    /// How many siblings there are.
    public var endIndex: Int {
        // Comparing with nil would copy the sibling to do so.
        if case .none = first { 0 } else { others.count + 1 }
    }

    /// The sibling at `position`, from 0.
    public subscript(position: Int) -> RecordState.Sibling {
        if position == 0, let first { return first }
        return others[position - 1]
    }
}
