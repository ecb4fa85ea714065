import CaseFile
import Causality
import Replication

/// Receipts, and how far a change has come by what is proven.
enum ReceiptCases {
    static func receipts() throws -> VectorFile {
        let log = LogMaker(
            .device, in: CountyMaker.village, bodies: [try BodyMaker.body(), try BodyMaker.body("二", at: 1)])
        let entry = log.position(2).vectorEntry
        guard let vector = VersionVector([entry, .init(replica: ReplicaID(rawValue: 3), seq: 1, tag: 7)]) else {
            throw VectorError("no vector")
        }
        let time: Int64 = 1_767_312_005_000
        func message(
            scope: UInt64 = 0xAA, key: [UInt8] = VectorKey.center.key.hash.bytes, vector: VersionVector = vector,
            time: Int64 = time, issuer: UInt64 = 3, past: [UInt64] = [1, 2], signature: [UInt8], reversed: Bool = false
        ) -> [UInt8] {
            let entries = vector.entries.map { ($0.replica.rawValue, $0.seq, $0.tag) }
            return Wire.message {
                $0.fixed64(1, scope)
                $0.bytes(2, key)
                $0.bytes(3, Wire.vector(reversed ? entries.reversed() : entries))
                $0.number(4, UInt64(bitPattern: time))
                $0.bytes(5, signature)
                $0.fixed64(6, issuer)
                for replica in past { $0.fixed64(7, replica) }
            }
        }
        func sign(
            _ key: VectorKey = .center, time: Int64 = time, vector: VersionVector = vector, issuer: UInt64 = 3,
            past: [UInt64] = [1, 2]
        ) throws -> [UInt8] {
            try Receipt(
                signing: vector, of: CountyMaker.village, at: time, by: ReplicaID(rawValue: issuer),
                after: past.map { ReplicaID(rawValue: $0) }, with: key
            ).signature
        }
        func receipt(
            _ name: String, _ message: [UInt8], anchors: [VectorKey] = [.center], _ valid: Bool
        ) throws -> VectorCase {
            try Topic.receipts.makeCase(
                name, ["receipt": .hex(message), "anchors": .hexList(anchors.map(\.key.x963))],
                expecting: ["valid": .bool(valid)])
        }
        func refused(_ name: String, _ message: [UInt8]) throws -> VectorCase {
            try Topic.receipts.makeCase(
                name, ["receipt": .hex(message), "anchors": .hexList([VectorKey.center.key.x963])],
                expecting: ["error": .string("bad_message")])
        }
        let good = try sign()
        let appendix = message(
            key: VectorKey.device.key.hash.bytes,
            vector: VersionVector([
                .init(replica: ReplicaID(rawValue: 0x6a14_8ce7_99b8_7684), seq: 2, tag: 0xd709_1d64_9fa0_de1e)
            ]) ?? VersionVector(),
            issuer: 0x6a14_8ce7_99b8_7684, past: [5],
            signature: try sign(
                .device,
                vector: VersionVector([
                    .init(replica: ReplicaID(rawValue: 0x6a14_8ce7_99b8_7684), seq: 2, tag: 0xd709_1d64_9fa0_de1e)
                ]) ?? VersionVector(),
                issuer: 0x6a14_8ce7_99b8_7684, past: [5]))
        let head = try VectorKey.center.sign(SignedHead.message(for: log.position(2)))
        return VectorFile(
            about: "Receipts (14, 3): what is signed, and whether a trust anchor signed it.",
            cases: [
                try receipt("the appendix's", appendix, anchors: [.device], true),
                try receipt("of the center", message(signature: good), true),
                try receipt("of one of two centers", message(signature: good), anchors: [.otherDevice, .center], true),
                try receipt("entries in another order", message(signature: good, reversed: true), true),
                try receipt(
                    "an empty vector", message(vector: VersionVector(), signature: sign(vector: VersionVector())), true),
                try receipt("issued before 1970", message(time: -1, signature: sign(time: -1)), true),
                try receipt("unknown fields", message(signature: good) + [0x9A, 6, 1, 0], true),
                try receipt("no anchor has the key", message(signature: good), anchors: [.otherDevice], false),
                try receipt("no anchor at all", message(signature: good), anchors: [], false),
                try receipt("a device signed as the center", message(signature: sign(.device)), false),
                try receipt(
                    "a device signed as itself",
                    message(key: VectorKey.device.key.hash.bytes, signature: sign(.device)), false),
                try receipt("another scope", message(scope: 0xBB, signature: good), false),
                try receipt("another time", message(time: time + 1, signature: good), false),
                try receipt("another issuer", message(issuer: 4, signature: good), false),
                try receipt("an earlier issuer less", message(past: [1], signature: good), false),
                try receipt("an earlier issuer more", message(past: [1, 2, 9], signature: good), false),
                try receipt(
                    "the same replicas, divided otherwise", message(issuer: 2, past: [1, 3], signature: good), false),
                try receipt("no earlier issuer", message(past: [], signature: sign(past: [])), true),
                try receipt(
                    "one change more",
                    message(
                        vector: VersionVector(
                            vector.entries.map { .init(replica: $0.replica, seq: $0.seq + 1, tag: $0.tag) })
                            ?? VersionVector(),
                        signature: good), false),
                try receipt(
                    "an entry less", message(vector: VersionVector([entry]) ?? VersionVector(), signature: good), false),
                try receipt("the center's signature of a head", message(signature: head), false),
                try refused("scope 0", message(scope: 0, signature: good)),
                try refused("a signature of 63 bytes", message(signature: Array(good.dropLast()))),
                try refused(
                    "a key hash of 33 bytes", message(key: VectorKey.center.key.hash.bytes + [0], signature: good)),
            ])
    }

    static func custody() throws -> VectorFile {
        let bodies = try (1...3).map { try BodyMaker.body("\($0)", at: $0) }
        let log = LogMaker(.device, in: CountyMaker.village, bodies: bodies)
        let branch = LogMaker(.device, in: CountyMaker.village, bodies: bodies.reversed())
        let segments = [try CountyMaker().log.whole(), try log.whole()]
        func entries(_ position: LogPosition?) -> FieldValue? {
            position.map {
                .array([
                    .object([
                        "replica": .id($0.replica.rawValue), "seq": .digits($0.seq), "tag": .id($0.hash.tag),
                    ])
                ])
            }
        }
        func custody(_ name: String, report: LogPosition?, receipt: LogPosition?, _ words: [String]) throws
            -> VectorCase
        {
            var members = CountyMaker.input(segments).map { ($0.key, $0.value) }
            members += [("scope", .id(log.scope.rawValue)), ("replica", .id(log.genesis.replica.rawValue))]
            if let report = entries(report) { members.append(("report", report)) }
            if let receipt = entries(receipt) { members.append(("receipt", receipt)) }
            let input = FieldValue.object(members)
            let outcome = try Topic.custody.outcome(of: input)
            let expected: FieldValue = .object(["custody": .array(words.map { .string($0) })])
            guard outcome == expected else { throw VectorError("custody: \(name): \(JSONText.line(outcome))") }
            return VectorCase(topic: .custody, name: name, input: input, expected: outcome)
        }
        let (here, up, county) = ("here", "at the upstream", "at the county")
        let high = LogPosition(log: log.log, seq: 9, hash: log.position(3).hash)
        return VectorFile(
            about: "How far the changes of a log have come (14), by the upstream's report and the center's receipt.",
            cases: [
                try custody("nothing reported", report: nil, receipt: nil, [here, here, here]),
                try custody("a report of 2", report: log.position(2), receipt: nil, [up, up, here]),
                try custody(
                    "a receipt of 1 and a report of 3", report: log.position(3), receipt: log.position(1),
                    [county, up, up]),
                try custody(
                    "a receipt beyond the report", report: log.position(1), receipt: log.position(3),
                    [county, county, county]),
                try custody(
                    "a report of another branch", report: branch.position(3), receipt: nil, [here, here, here]),
                try custody(
                    "a receipt of another branch", report: log.position(3), receipt: branch.position(3), [up, up, up]),
                try custody("a number without its tag", report: high, receipt: high, [here, here, here]),
            ])
    }
}
