import Bundles
import Identity
import ReplicaStore
import Replication
import WireProtocol

/// The answer that came back.
extension LocalNode {
    /// Takes the answer to one of this machine's sets in, and notes how far the records have come.
    ///
    /// Throws `BundleTrouble`, and what the store throws; what was taken in before stands, and the same answer may be brought
    /// again.
    nonisolated func takeAnswer(_ set: BroughtSet) async throws -> TakenSet {
        guard settings.upstream?.nodeIDs.contains(set.sender.node) == true, let first = set.files.first,
            let answered = first.content.answers
        else { throw BundleTrouble.wrongWay }
        var session = AnswerSession(
            BundleReply(set: answered.set, id: set.set, earlier: answered.earlier, sender: set.sender.key.hash))
        var outcome = AnswerSession.Outcome.late
        var isNews = false
        var files = 0
        for file in set.files {
            try begin(file)
            var number = UInt64(clamping: file.content.framesBefore)
            while let piece = try file.reader.next() {
                if case .blob(let blob) = piece, try await takeWished(blob) { files += 1 }
                guard case .frame(let frame) = piece else { continue }
                let response = try LocalNode.decoding { try WireCodec.decodeResponse(Frame.decode(frame)) }
                (outcome, session) = try await take(response, number: number, of: session)
                number += 1
                guard outcome == .complete || outcome == .unfinished else { continue }
                isNews = true
                _ = try await take(response.blobs)
            }
        }
        try await forgetArrivedAlarms()
        await followAllMoves()
        if isNews { try await noteAnswer(refused: session.refusals.count, program: set.program) }
        let standing: TakenSet.Standing =
            switch outcome {
            case .complete: .complete
            case .unfinished, .doubtful: .unfinished
            case .late: isNews ? .unfinished : .late
            }
        return TakenSet(
            set: answered.set, sender: set.sender.name, standing: standing, partNumbers: set.partNumbers,
            parts: set.parts, missing: set.missing, received: session.tally.changesReceived, files: files,
            refusals: session.refusals, answer: nil)
    }

    private func noteAnswer(refused: Int, program: String) throws {
        let before = try lastSync()
        try note(
            LastSync(
                at: SystemClock.now(), address: nil, failure: nil, sentence: nil, refused: refused,
                // Days lie between the upstream's clock in the answer and this one: nothing is learnt of the difference.
                clockOffset: before?.clockOffset,
                upstreamVersion: ProgramVersion(field: program)?.text ?? before?.upstreamVersion,
                nextBatchBytes: before?.nextBatchBytes, isByBundle: true, readsColumns: before?.readsColumns))
    }
}
