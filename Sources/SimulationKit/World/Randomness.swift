import SeedTestKit

/// The random numbers of one event, where a closure has to draw from them.
final class Randomness {
    private var stream: SeededStream

    init(seed: UInt64) {
        stream = SeededStream(seed: seed)
    }

    func next() -> UInt64 { stream.next() }

    func below(_ bound: Int) -> Int { stream.below(bound) }

    func chance(_ percent: Int) -> Bool { stream.chance(percent) }

    func pick<Element>(_ elements: [Element]) -> Element { stream.pick(elements) }
}
