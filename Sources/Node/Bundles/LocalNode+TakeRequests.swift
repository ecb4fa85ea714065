import Bundles
import Identity
import PeerServer
import ReplicaStore
import Replication
import WireProtocol

/// The upper side of a stick.
extension LocalNode {
    /// Takes the requests of a set in, by the rules of the line, and makes the answer to them.
    ///
    /// Throws `BundleTrouble`, and what the store and the disk throw; what was taken in before stands, and the same set may
    /// be brought again.
    nonisolated func takeRequests(_ set: BroughtSet, answerPartBytes: Int?) async throws -> TakenSet {
        guard settings.role != .device else { throw BundleTrouble.wrongWay }
        let caller = PeerCaller(identity: set.sender, program: ProgramVersion(field: set.program))
        let signer = set.sender.role == .device ? set.sender.key : nil
        let asker = set.sender.key.hash
        let earlier = try await read { try $1.answersGiven(to: asker) }
        var series = ResponseSeries()
        var last: ExchangeRequest?
        var wishes: [Hash] = []
        var (received, filesTaken) = (0, 0)
        for file in set.files {
            try begin(file)
            while let piece = try file.reader.next() {
                switch piece {
                case .frame(let frame):
                    let request = try LocalNode.decoding { try WireCodec.decodeRequest(Frame.decode(frame)) }
                        .read(by: ProtobufChangeCodec(), signedBy: signer)
                    let answered = try await respond(to: request, carriedIn: set.set, from: caller)
                    received += answered.received
                    series.note(answered.response, to: request)
                    last = request
                case .blob(let blob): if try await take(blob, from: caller.identity) { filesTaken += 1 }
                case .wishes(let wished): wishes += wished.hashes
                case .opening, .unknown, .end: break
                }
            }
        }
        try await noteTaken(set.set, from: caller)
        let writer = try BundleSetWriter(in: folder.bundlesPath)
        var refusals: [Refusal] = []
        while var response = series.next() {
            if writer.isEmpty, let last { response.blobs = try await blobStates(last, from: caller) }
            refusals += response.refusals.filter { !refusals.contains($0) }
            try writer.add(.frame(Frame.encode(WireCodec.encode(response))))
            guard let request = series.continuation else { continue }
            series.note(try await respond(toContinued: request, from: caller), to: request)
        }
        let files = writer.isEmpty ? 0 : try await addWished(wishes, to: writer, for: caller.identity)
        let id = BundleID.random()
        if !writer.isEmpty { try await note(answer: id, to: asker) }
        let answer =
            writer.isEmpty
            ? nil
            : try write(
                writer, files, as: id,
                answering: .init(set: set.set, part: set.partNumbers.last ?? 1, earlier: earlier),
                to: set.sender, partBytes: answerPartBytes)
        return TakenSet(
            set: set.set, sender: set.sender.name, standing: .requests, partNumbers: set.partNumbers, parts: set.parts,
            missing: set.missing, received: received, files: filesTaken,
            refusals: refusals.filter { $0.reason != .gap && $0.reason != .fork || !set.missing.isEmpty },
            answer: answer)
    }

    /// Durably, before a file leaves: should this store be put back, the next answer does not name what is forgotten.
    private func note(answer id: BundleID, to asker: Hash) throws {
        try write { _, transaction, _ in try transaction.noteAnswer(id, to: asker) }
    }

    private nonisolated func write(
        _ writer: BundleSetWriter, _ files: Int, as id: BundleID, answering answered: BundleOpening.Answered,
        to asker: PeerIdentity, partBytes: Int?
    ) throws -> MadeBundle {
        tidyBundles()
        let addressing = BundleSetWriter.Addressing(
            receiver: asker.key, set: id, direction: .answer, madeAt: SystemClock.now(),
            opening: try opening(answering: answered))
        let parts = try writer.write(
            to: "\(folder.bundlesPath)/\(addressing.set)", addressing, partBytes: partBytes, signer: credentials.keyPair
        )
        return MadeBundle(
            set: addressing.set, receiver: asker.name,
            parts: parts.map { .init(path: $0.path, byteCount: $0.byteCount) }, changes: 0, files: files)
    }

    nonisolated func begin(_ file: BroughtFile.Sound) throws {
        do {
            try file.reader.begin(as: credentials.keyPair)
        } catch {
            throw BundleTrouble(error, machine: { _ in nil })
        }
    }

    static func decoding<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch { throw BundleTrouble.unreadable(detail: "\(error)") }
    }
}
