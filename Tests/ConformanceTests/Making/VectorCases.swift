import CaseFile
import Causality

/// Version vectors: bytes, digests, how two stand to each other, and what an entry covers.
enum VectorCases {
    private typealias Entry = (replica: UInt64, seq: UInt64, tag: UInt64)

    static func vectors() throws -> VectorFile {
        func vector(_ name: String, _ message: [UInt8], digest: String? = nil) throws -> VectorCase {
            try Topic.vectors.makeCase(
                name, ["message": .hex(message)], expecting: digest.map { ["digest": .string($0)] } ?? [:])
        }
        func refused(_ name: String, _ message: FieldValue, _ code: String = "bad_message") throws -> VectorCase {
            try Topic.vectors.makeCase(name, ["message": message], expecting: ["error": .string(code)])
        }
        let appendix: Entry = (0x6a14_8ce7_99b8_7684, 2, 0xd709_1d64_9fa0_de1e)
        let two = [(replica: UInt64(2), seq: UInt64(1), tag: UInt64(20)), (1, 300, 10)]
        let entry = Wire.vector([(1, 1, 1)])
        return VectorFile(
            about: "Version vectors (8) as messages: entries, canonical bytes and digests.",
            cases: [
                try vector("empty", [], digest: "e3b0c44298fc1c14"),
                try vector("the appendix's", Wire.vector([appendix]), digest: "5ace97e49fda40bf"),
                try vector("two replicas in another order", Wire.vector(two)),
                try vector("two replicas in order", Wire.vector(two.reversed())),
                try vector("replicas compare as unsigned numbers", Wire.vector([(1 << 63, 1, 5), (1, 1, 6)])),
                try vector("the highest number", Wire.vector([(1, UInt64(Int64.max), UInt64.max)])),
                try vector("tag 0", Wire.vector([(1, 1, 0)])),
                try vector("unknown fields beside the entries", entry + Wire.message { $0.bytes(7, [1, 2]) }),
                try vector(
                    "an unknown field within an entry",
                    Wire.message { wire in
                        wire.bytes(
                            1,
                            Wire.message {
                                $0.fixed64(1, 1)
                                $0.number(2, 1)
                                $0.fixed64(3, 1)
                                $0.number(9, 4)
                            })
                    }),
                try refused("one replica twice", .hex(Wire.vector([(1, 1, 1), (1, 2, 2)]))),
                try refused("one replica twice with the same entry", .hex(entry + entry)),
                try refused("number 0", .hex(Wire.vector([(1, 0, 1)]))),
                try refused("number beyond the highest", .hex(Wire.vector([(1, 1 << 63, 1)]))),
                try refused("replica 0", .hex(Wire.vector([(0, 1, 1)]))),
                try refused("an entry without anything", .hex([0x0A, 0x00])),
                try refused("cut off", .hex(Array(entry.dropLast()))),
                try refused("4,097 entries", .repeated([0x0A, 0x00], 4097), "too_large"),
            ])
    }

    static func orders() throws -> VectorFile {
        func order(_ name: String, _ mine: [Entry], _ theirs: [Entry], _ expected: CausalOrder) throws -> VectorCase {
            try Topic.vectorOrders.makeCase(
                name, ["mine": entries(mine), "theirs": entries(theirs)],
                expecting: [
                    "mine_to_theirs": .string("\(expected)"), "theirs_to_mine": .string("\(expected.reversed)"),
                ])
        }
        return VectorFile(
            about: "How two vectors stand to each other (8), and what a report leaves of an older one (I26).",
            cases: [
                try order("both empty", [], [], .equal),
                try order("equal", [(1, 5, 0xA)], [(1, 5, 0xA)], .equal),
                try order("the same height, other tags: a fork", [(1, 5, 0xA)], [(1, 5, 0xB)], .concurrent),
                try order("higher", [(1, 7, 0xC)], [(1, 5, 0xA)], .after),
                try order("lower", [(1, 5, 0xA)], [(1, 7, 0xC)], .before),
                try order("a replica more", [(1, 5, 0xA), (2, 1, 0xB)], [(1, 5, 0xA)], .after),
                try order("something against nothing", [(1, 1, 0xA)], [], .after),
                try order("each has a replica of its own", [(1, 1, 0xA)], [(2, 1, 0xB)], .concurrent),
                try order(
                    "one higher, one lower", [(1, 2, 0xA), (2, 1, 0xB)], [(1, 1, 0xC), (2, 2, 0xD)], .concurrent),
                try order(
                    "higher in one, a fork in the other", [(1, 2, 0xA), (2, 1, 0xB)], [(1, 1, 0xC), (2, 1, 0xD)],
                    .concurrent),
                try order("a lower report replaces a higher one", [(1, 9, 0xA)], [(1, 3, 0xB)], .after),
            ])
    }

    static func coverage() throws -> VectorFile {
        func coverage(_ name: String, _ entry: [Entry], _ covered: [Bool]) throws -> VectorCase {
            try Topic.coverage.makeCase(
                name,
                [
                    "replica": .id(1), "tags": .array([0xA, 0xB, 0xC].map { .id($0) }), "entries": entries(entry),
                ], expecting: ["covered": .array(covered.map { .bool($0) })])
        }
        return VectorFile(
            about: "What an entry covers for the holder of a log with three changes and these tags (I16).",
            cases: [
                try coverage("all of it", [(1, 3, 0xC)], [true, true, true]),
                try coverage("up to two", [(1, 2, 0xB)], [true, true, false]),
                try coverage("the first", [(1, 1, 0xA)], [true, false, false]),
                try coverage("another tag at the head: nothing is proven", [(1, 3, 0xD)], [false, false, false]),
                try coverage("the tag of another place", [(1, 2, 0xC)], [false, false, false]),
                try coverage("beyond what is held", [(1, 4, 0xE)], [false, false, false]),
                try coverage("another replica", [(2, 3, 0xC)], [false, false, false]),
                try coverage("nothing", [], [false, false, false]),
            ])
    }

    private static func entries(_ entries: [Entry]) -> FieldValue {
        .array(
            entries.map { .object(["replica": .id($0.replica), "seq": .digits($0.seq), "tag": .id($0.tag)]) })
    }
}
