import Foundation
import Identity
import ReplicaStore
import WireProtocol

@testable import Replication

/// Plays an input in a county whose machines hear of each other by stick: what a courier does with files, and what those
/// say who can make sound ones.
struct FuzzStickPlay {
    var county: FuzzCounty
    var input: FuzzBytes
    /// Answers of the center that are somewhere on the way; none is ever lost.
    var answers: [FuzzAnswer] = []
    let blobs: BlobFolder
    private(set) var sets = 0
    /// Sets up to this one were overtaken by the line.
    var overtaken = 0

    private static let stepsMax = 10
    /// One to ask, one for a wrong guess, one with the probes, one with what is issued again, and some for what harm was done.
    private static let sticksMax = 8

    init(county: FuzzCounty, input: FuzzBytes) {
        self.county = county
        self.input = input
        blobs = BlobFolder(path: FuzzFolder.path("blobs-\(UUID().uuidString)"))
    }

    mutating func run() throws {
        defer { try? FileManager.default.removeItem(atPath: blobs.path) }
        for _ in 0..<FuzzStickPlay.stepsMax where !input.isAtEnd {
            let before = county
            try step()
            try county.checkNothingLost(county.center, since: before.center, "center")
            try county.checkNothingLost(county.device, since: before.device, "device")
        }
        try county.checkStore(county.center)
        try county.checkStore(county.device)
        try checkHonestSticks()
        try county.checkConvergence()
    }

    /// That sticks between honest machines do what they are for, whatever was brought before.
    private mutating func checkHonestSticks() throws {
        var outcome: AnswerSession.Outcome?
        for _ in 0..<FuzzStickPlay.sticksMax where outcome != .complete {
            try FuzzCounty.recordVisit("后来", on: &county.device)
            let (set, messages) = try madeSet()
            let file = FuzzSticks.file(set, messages, to: .up)
            guard let answer = try takeAtCenter(file.sealed(to: county.center.signer.key)) else {
                throw FuzzFinding(description: "the center refuses an honest set")
            }
            outcome = try takeAtDevice(answer.file.sealed(to: county.device.signer.key))
            try FuzzFinding.expect(
                outcome != nil && outcome != .late, "an honest answer is not taken: \(outcome as Any)")
        }
        try FuzzFinding.expect(outcome == .complete, "sticks come to no end")
        try county.checkAgreement()
    }

    private mutating func step() throws {
        switch input.below(8) {
        case 0:
            let text = String(decoding: input.take(input.below(32)), as: UTF8.self)
            try FuzzCounty.recordVisit(text, on: &county.device)
        case 1:
            _ = try FuzzCounty.sync(&county.device, with: &county.center)
            overtaken = sets
        case 2: try sendParts()
        case 3: try sendDrawnSet()
        case 4: if let answer = drawnAnswer() { _ = try takeAtDevice(answer.file.sealed(to: county.device.signer.key)) }
        case 5: try bringDrawnAnswer()
        case 6: try sendForgedLog()
        default: try changeOnTheWay()
        }
    }

    // MARK: Files

    /// The next set of the honest device, noted as its program does.
    mutating func madeSet() throws -> (BundleID, [[UInt8]]) {
        sets += 1
        let set = FuzzSticks.id(sets)
        var series = RequestSeries(everything: input.below(4) == 1)
        var messages: [[UInt8]] = []
        while let request = try county.device.nextRequest(of: &series) { messages.append(WireCodec.encode(request)) }
        let receiver = county.center.signer.key.hash
        try county.device.write { _, transaction in
            try transaction.noteBundle(OutstandingBundle(set: set, receiver: receiver, madeAt: 0, parts: 1))
        }
        return (set, messages)
    }

    private mutating func drawnAnswer() -> FuzzAnswer? {
        answers.isEmpty ? nil : answers[input.below(answers.count)]
    }

    // MARK: Steps

    /// A set in two files, of which any may come, in any order, also twice.
    private mutating func sendParts() throws {
        let (set, messages) = try madeSet()
        let cut = input.below(messages.count + 1)
        let files = [messages[..<cut], messages[cut...]].enumerated().map { index, part in
            FuzzSticks.file(
                set, Array(part), to: .up, part: index + 1, parts: 2, framesBefore: index == 0 ? 0 : cut)
        }
        for _ in 0...input.below(3) {
            let file = files[input.below(2)]
            if let answer = try takeAtCenter(file.sealed(to: county.center.signer.key)) { answers.append(answer) }
        }
    }

    private mutating func sendDrawnSet() throws {
        let (set, messages) = try madeSet()
        let isOther = input.below(2) == 1
        let file = try FuzzSticks.file(set, messages, to: .up).drawn(&input, by: isOther ? .other : .device)
        let bytes = try file.bytes(to: county.center.signer.key)
        let answer = try takeAtCenter(bytes)
        try file.check(wasTaken: answer != nil)
        if let answer { answers.append(answer) }
    }

    private mutating func bringDrawnAnswer() throws {
        guard let answer = drawnAnswer() else { return }
        let file = try answer.file.drawn(&input, by: input.below(4) == 1 ? .other : .center)
        let outcome = try takeAtDevice(file.bytes(to: county.device.signer.key))
        try file.check(wasTaken: outcome != nil)
    }

    /// A log with true signatures and whatever the input says, by who is enrolled and means harm.
    private mutating func sendForgedLog() throws {
        let request = ExchangeRequest(
            scopes: [], segments: [try county.forgedSegment(&input)], probes: [], responseBytes: input.below(3) * 512,
            receiptIssuers: [])
        let file = try FuzzSticks.file(FuzzSticks.id(1000), [WireCodec.encode(request)], to: .up)
            .drawn(&input, by: .other)
        _ = try takeAtCenter(file.bytes(to: county.center.signer.key))
    }

    /// A courier changes a sound file: nothing of it is taken in (I35).
    private mutating func changeOnTheWay() throws {
        let (set, messages) = try madeSet()
        let sound = try FuzzSticks.file(set, messages, to: .up).sealed(to: county.center.signer.key)
        let changed = input.edited(sound)
        guard changed != sound else { return }
        try FuzzFinding.expect(try takeAtCenter(changed) == nil, "a file that was changed on the way is taken (I35)")
    }
}
