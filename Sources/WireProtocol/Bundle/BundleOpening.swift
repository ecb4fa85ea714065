import FoundationEssentials
public import Replication

/// The first piece of a bundle: who sends, as its last piece proves, and what an answer answers.
public struct BundleOpening: Hashable, Sendable {
    /// What an answer answers.
    public struct Answered: Hashable, Sendable {
        public let set: BundleID
        /// The highest part of that set which the upstream had taken in, from 1; for people.
        public let part: Int
        /// Answers that the sender gave to this asker before this one, the newest last; at most
        /// `Limits.answersRemembered`.
        public let earlier: [BundleID]

        public init(set: BundleID, part: Int, earlier: [BundleID] = []) {
            self.set = set
            self.part = part
            self.earlier = earlier
        }
    }

    /// The sender's certificate, of the county's authority.
    public let certificateDER: [UInt8]
    /// Nil on the way up.
    public let answers: Answered?
    /// What the sender says of its program: for people.
    public let program: String
    /// Frames in the parts before this one: with it every frame of the set has a number.
    public var framesBefore: Int

    public init(certificateDER: [UInt8], answers: Answered?, program: String, framesBefore: Int = 0) {
        self.certificateDER = certificateDER
        self.answers = answers
        self.program = program
        self.framesBefore = framesBefore
    }
}

extension Tingsu_V1_BundleOpening {
    init(_ opening: BundleOpening) {
        self.init()
        `protocol` = WireCodec.protocolVersion
        certificateDer = Data(opening.certificateDER)
        if let answers = opening.answers {
            self.answers = Data(answers.set.bytes)
            answersPart = UInt32(clamping: answers.part)
            answersGiven = answers.earlier.map { Data($0.bytes) }
        }
        program = opening.program
        framesBefore = UInt64(clamping: opening.framesBefore)
    }

    func opening() throws(WireError) -> BundleOpening {
        guard !certificateDer.isEmpty else { throw .invalid("BundleOpening.certificate_der", "is missing") }
        try WireError.check(
            certificateDer.count, limit: WireLimits.certificateBytes, of: "BundleOpening.certificate_der")
        let limit = BundleLimits.parts * BundleLimits.pieces
        guard let before = Int(exactly: framesBefore), before <= limit else {
            throw .invalid("BundleOpening.frames_before", "is \(framesBefore), at most \(limit)")
        }
        return BundleOpening(
            certificateDER: [UInt8](copying: certificateDer), answers: answers.isEmpty ? nil : try answered(),
            program: try Field.text(program, limit: BundleLimits.programBytes, "BundleOpening.program"),
            framesBefore: before)
    }

    private func answered() throws(WireError) -> BundleOpening.Answered {
        guard let part = Int(exactly: answersPart), (1...BundleLimits.parts).contains(part) else {
            throw .invalid(
                "BundleOpening.answers_part", "is \(answersPart), not a number from 1 to \(BundleLimits.parts)")
        }
        guard answersGiven.count <= Limits.answersRemembered else {
            throw .invalid(
                "BundleOpening.answers_given", "has \(answersGiven.count), at most \(Limits.answersRemembered)")
        }
        var earlier: [BundleID] = []
        for id in answersGiven { earlier.append(try Field.bundleID(id, "BundleOpening.answers_given")) }
        return .init(set: try Field.bundleID(answers, "BundleOpening.answers"), part: part, earlier: earlier)
    }
}
