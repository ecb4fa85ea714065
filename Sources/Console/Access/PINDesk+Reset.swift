import CaseWork
import Foundation
import Replication

extension PINDesk {
    private static func resetKey(_ person: RecordID) -> String { "pages/pin-reset/\(person)" }

    /// The digits to read to the hub. They stay until they were answered, the PIN came back to mind, or a day has passed;
    /// wrong answers stay counted over new digits.
    func challenge(for person: RecordID) async throws -> String {
        let now = node.now()
        return try await node.withLocalValue(PINDesk.resetKey(person)) { bytes in
            let before = PINDesk.readReset(bytes)
            if let before, before.stands(at: now) { return before.challenge }
            let digits = (0..<ChallengeDigits.count).map { _ in String(Int.random(in: 0...9)) }.joined()
            let made = PINReset(
                challenge: digits, madeAt: now, failures: before?.failures ?? 0, notBefore: before?.notBefore ?? 0)
            bytes = Array(try JSONEncoder().encode(made))
            return digits
        }
    }

    /// Sets a new PIN where `text` answers the challenge; an answer counts once. Records and drafts stay as they are.
    func reset(_ pin: PIN, for person: RecordID, answer text: String) async throws -> Outcome {
        let now = node.now()
        let (early, counted) = try await node.withLocalValue(PINDesk.resetKey(person)) { bytes in
            guard var reset = PINDesk.readReset(bytes), reset.stands(at: now) else {
                return (Outcome.unset, PINReset?.none)
            }
            let wait = reset.remaining(at: now)
            guard wait == 0 else { return (.tooEarly(wait: wait), nil) }
            // Counted before anybody knows whether it is right, as guesses of a PIN are.
            reset.failures += 1
            reset.notBefore = now + PINRecord.wait(after: reset.failures)
            bytes = Array(try JSONEncoder().encode(reset))
            return (.unset, reset)
        }
        guard let counted else { return early }
        guard let digits = ChallengeDigits.plain(text, count: PINDesk.answerDigits),
            try await node.isResetCode(digits, for: person, challenge: counted.challenge)
        else { return .wrong(wait: PINRecord.wait(after: counted.failures)) }
        // The challenge goes first: an answer that was used opens nothing a second time, whatever happens next.
        let isOurs = try await node.withLocalValue(PINDesk.resetKey(person)) { bytes in
            guard PINDesk.readReset(bytes)?.challenge == counted.challenge else { return false }
            bytes = nil
            return true
        }
        guard isOurs else { return .unset }
        try await replace(pin, for: person)
        return .right
    }

    /// Forgets a challenge: who knows their PIN needs no answer, and nobody else shall use it.
    func forgetChallenge(of person: RecordID) async throws {
        try await node.withLocalValue(PINDesk.resetKey(person)) { $0 = nil }
    }

    /// Digits of an answer.
    static let answerDigits = 10

    private static func readReset(_ bytes: [UInt8]?) -> PINReset? {
        bytes.flatMap { try? JSONDecoder().decode(PINReset.self, from: Data($0)) }
    }
}
