public import Causality

/// One distinct value of a register, with all changes that say it.
///
/// Equal values show as one; a write over a reading supersedes all its changes.
public struct Reading: Hashable, Sendable {
    public let value: Value
    /// The siblings with this value, newest first by (recorded_at, change).
    public let siblings: Siblings
}

/// The distinct values of a register, the shown one first.
///
/// Nearly always there is one. It lies in place: a case file of a thousand changes has six thousand registers, and each
/// allocation less is felt when it is opened.
public struct Readings: Hashable, Sendable {
    private var first: Reading?
    /// Empty where `first` is nil.
    private var others: [Reading] = []

    /// No value: the register was never written.
    public init() {}

    init(_ only: Reading) {
        first = only
    }

    /// Whether there is more than one.
    public var areDisputed: Bool { !others.isEmpty }

    init(inOrder readings: [Reading]) {
        first = readings.first
        others = Array(readings.dropFirst())
    }
}

extension Readings: RandomAccessCollection {
    public var startIndex: Int { 0 }
    /// How many readings there are.
    public var endIndex: Int {
        // Comparing with nil would copy the reading to do so.
        if case .none = first { 0 } else { others.count + 1 }
    }

    /// The reading at `position`, from 0.
    public subscript(position: Int) -> Reading {
        if position == 0, let first { return first }
        return others[position - 1]
    }
}

extension RecordState {
    /// The distinct values of a register, the shown one first.
    ///
    /// The shown value is the sibling with the greatest (recorded_at, change id): a display default and no more. More
    /// than one reading means *disputed*.
    public func readings(of number: RegisterNumber, codec: some ChangeCodec) -> Readings {
        let siblings = self[number]
        if siblings.count == 1 {
            let only = siblings[0]
            return Readings(Reading(value: codec.decode(only.value), siblings: Siblings(only)))
        }
        let newestFirst = siblings.sorted { ($1.recordedAt, $1.change) < ($0.recordedAt, $0.change) }
        var readings: [(value: Value, siblings: [Sibling])] = []
        for sibling in newestFirst {
            let value = codec.decode(sibling.value)
            if let index = readings.firstIndex(where: { $0.value == value }) {
                readings[index].siblings.append(sibling)
            } else {
                readings.append((value, [sibling]))
            }
        }
        return Readings(
            inOrder: readings.map { Reading(value: $0.value, siblings: Siblings(inOrder: $0.siblings)) })
    }

    /// The shown value, or nil where the register was never written.
    public func shownValue(of number: RegisterNumber, codec: some ChangeCodec) -> Value? {
        self[number].max { ($0.recordedAt, $0.change) < ($1.recordedAt, $1.change) }.map { codec.decode($0.value) }
    }

    /// The changes behind every register, sorted, each once: what somebody who opens the whole record looks at.
    public var livingChanges: [ChangeID] {
        Array(Set(registers.flatMap { $0.siblings.map(\.change) })).sorted()
    }
}
