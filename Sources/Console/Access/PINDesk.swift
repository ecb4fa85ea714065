import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Replication

/// Sets and checks the PINs of the people of this machine.
///
/// A PIN keeps colleagues who share a laptop apart. It does not encrypt the store: whoever has the machine's account has
/// the files.
struct PINDesk: Sendable {
    /// What became of a guess.
    enum Outcome: Hashable, Sendable {
        case right
        /// Wrong; how long to wait before the next, in milliseconds.
        case wrong(wait: Int64)
        /// Not looked at: it is too early.
        case tooEarly(wait: Int64)
        /// There is none yet.
        case unset
    }

    let node: any ConsoleNode
    /// One hash at a time: each takes 32 MiB, and nobody types two PINs at once.
    private let queue = DispatchQueue(label: "tingsu.pin")

    init(node: any ConsoleNode) {
        self.node = node
    }

    /// Whether the person has chosen a PIN on this machine.
    func isSet(for person: RecordID) async throws -> Bool {
        try await node.withLocalValue(PINDesk.key(person)) { PINDesk.read($0) != nil }
    }

    /// Keeps a PIN for somebody who has none. False where one was set meanwhile: that one stands.
    func set(_ pin: PIN, for person: RecordID) async throws -> Bool {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let hash = try await derive(pin.digits, salt, .standard)
        let record = PINRecord(cost: .standard, salt: salt, hash: hash)
        return try await node.withLocalValue(PINDesk.key(person)) { bytes in
            guard PINDesk.read(bytes) == nil else { return false }
            bytes = Array(try JSONEncoder().encode(record))
            return true
        }
    }

    /// Keeps a PIN for somebody whose old one no longer counts.
    func replace(_ pin: PIN, for person: RecordID) async throws {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let hash = try await derive(pin.digits, salt, .standard)
        let record = PINRecord(cost: .standard, salt: salt, hash: hash)
        try await node.withLocalValue(PINDesk.key(person)) { $0 = Array(try JSONEncoder().encode(record)) }
    }

    /// Checks a guess; wrong ones slow the next ones down, over restarts too.
    func check(_ text: String, for person: RecordID) async throws -> Outcome {
        let now = node.now()
        let key = PINDesk.key(person)
        let (early, counted) = try await node.withLocalValue(key) { bytes -> (Outcome?, PINRecord?) in
            guard var record = PINDesk.read(bytes) else { return (.unset, nil) }
            let wait = record.remaining(at: now)
            guard wait == 0 else { return (.tooEarly(wait: wait), nil) }
            record.countGuess(at: now)
            bytes = Array(try JSONEncoder().encode(record))
            return (nil, record)
        }
        guard let counted else { return early ?? .unset }
        guard let digits = try? PIN.plain(text), !digits.isEmpty,
            isEqual(try await derive(digits, counted.salt, counted.cost), counted.hash)
        else { return .wrong(wait: PINRecord.wait(after: counted.failures)) }
        try await node.withLocalValue(key) { bytes in
            // A guess beside this one may have been counted meanwhile; the right one ends them all.
            guard var record = PINDesk.read(bytes), record.hash == counted.hash else { return }
            record.failures = 0
            record.notBefore = 0
            bytes = Array(try JSONEncoder().encode(record))
        }
        try await forgetChallenge(of: person)
        return .right
    }

    private func derive(_ digits: String, _ salt: [UInt8], _ cost: PINRecord.Cost) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        let key = try KDF.Scrypt.deriveKey(
                            from: Array(digits.utf8), salt: salt, outputByteCount: 32, rounds: cost.rounds,
                            blockSize: cost.blockSize, parallelism: cost.parallelism)
                        return key.withUnsafeBytes { Array($0) }
                    })
            }
        }
    }

    private func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func key(_ person: RecordID) -> String { "pages/pin/\(person)" }

    private static func read(_ bytes: [UInt8]?) -> PINRecord? {
        bytes.flatMap { try? JSONDecoder().decode(PINRecord.self, from: Data($0)) }
    }
}
