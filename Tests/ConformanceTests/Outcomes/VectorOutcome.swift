import CaseFile
import Causality
import Replication
import WireProtocol

/// Version vectors: the specification's section 8.
enum VectorOutcome {
    /// A `VersionVector` as it came in.
    static func vector(_ input: FieldValue) throws -> FieldValue {
        let state = try Wire.message {
            $0.fixed64(1, 9)
            $0.bytes(2, try input.bytes("message"))
        }
        do {
            let response = try WireCodec.decodeResponse(Wire.response { $0.bytes(2, state) })
            guard let vector = response.scopes.first?.vector else { throw VectorError("no vector was read") }
            return .object([
                "entries": .entries(vector), "canonical": .hex(vector.canonicalBytes),
                "full_digest": .hex(vector.digest.bytes), "digest": .id(vector.digest.tag),
            ])
        } catch let error as WireError {
            return .error(MessageOutcome.word(error))
        }
    }

    static func order(_ input: FieldValue) throws -> FieldValue {
        let mine = try read(input.list("mine"))
        let theirs = try read(input.list("theirs"))
        var replaced = mine
        for entry in theirs.entries { replaced.replace(entry) }
        return .object([
            "mine_to_theirs": .string("\(mine.compare(to: theirs))"),
            "theirs_to_mine": .string("\(theirs.compare(to: mine))"), "replaced_by_theirs": .entries(replaced),
        ])
    }

    /// Whether an entry covers a change, for the holder of a log.
    static func coverage(_ input: FieldValue) throws -> FieldValue {
        let tags = try input.list("tags").map { try $0.readID() }
        let replica = ReplicaID(rawValue: try input.id("replica"))
        let vector = try read(input.list("entries"))
        let covered = (1...tags.count).map { seq in
            vector.covers(replica, seq: UInt64(seq)) { $0 <= UInt64(tags.count) ? tags[Int($0) - 1] : nil }
        }
        return .object(["covered": .array(covered.map { .bool($0) })])
    }

    static func read(_ entries: [FieldValue]) throws -> VersionVector {
        let entries = try entries.map { entry -> VersionVector.Entry in
            guard let seq = UInt64(try entry.text("seq")) else { throw VectorError("seq is no number") }
            return VersionVector.Entry(
                replica: ReplicaID(rawValue: try entry.id("replica")), seq: seq, tag: try entry.id("tag"))
        }
        guard let vector = VersionVector(entries) else { throw VectorError("no vector") }
        return vector
    }
}
