import Bundles
import Foundation
import Identity
import ReplicaStore
import Replication
import WireProtocol

/// What this machine has for its upstream, on a stick.
extension LocalNode {
    /// Makes a set of files of at most `partBytes` each, in the node's own folder, from which they are taken to a stick.
    ///
    /// What the upstream reported to hold is left out, unless `everything`. The set is noted before anybody has a file of
    /// it, so that its answer counts. Throws `BundleTrouble`, `NodeError.noUpstream` and what the store throws.
    nonisolated func makeBundle(partBytes: Int?, everything: Bool) async throws -> MadeBundle {
        let upstream = try await upstreamMachine()
        return try await makeSet(for: upstream, only: nil, partBytes: partBytes, everything: everything)
    }

    /// The same for any machine above this one, and of nothing but the scopes in `only` and the directory where it is not
    /// nil.
    nonisolated func makeSet(
        for upstream: Upstream, only: [ScopeID]?, partBytes: Int?, everything: Bool = false
    ) async throws -> MadeBundle {
        tidyBundles()
        let writer = try BundleSetWriter(in: folder.bundlesPath)
        // A stick that is smaller than a batch gets smaller batches: a frame is not split.
        var series = RequestSeries(
            to: upstream.key.hash, only: only, everything: everything,
            bodyBytes: min(Limits.batchBytes, (partBytes ?? .max) / LocalNode.framesPerPart))
        var last: ExchangeRequest?
        while true {
            let request: ExchangeRequest?
            (request, series) = try await nextRequest(of: series)
            guard let request else { break }
            try writer.add(.frame(Frame.encode(WireCodec.encode(request))))
            last = request
        }
        let files = try addBlobs(last?.blobs ?? [], to: writer)
        try await addWishes(in: last?.scopes.map(\.scope) ?? [], to: writer)
        let addressing = BundleSetWriter.Addressing(
            receiver: upstream.key, set: BundleID.random(), direction: .up, madeAt: SystemClock.now(),
            opening: try opening(answering: nil))
        let parts = try writer.write(
            to: "\(folder.bundlesPath)/\(addressing.set)", addressing, partBytes: partBytes, signer: credentials.keyPair
        )
        try await note(
            OutstandingBundle(
                set: addressing.set, receiver: upstream.key.hash, madeAt: addressing.madeAt, parts: parts.count))
        return MadeBundle(
            set: addressing.set, receiver: upstream.name,
            parts: parts.map { .init(path: $0.path, byteCount: $0.byteCount) }, changes: series.changes, files: files)
    }

    /// Sets that wait in the node's own folder; pages leave theirs there until the daemon ends.
    private static let setsWaitingMax = 16

    /// Takes away the oldest sets that nobody fetched, so that the disk does not fill up with them.
    nonisolated func tidyBundles() {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder.bundlesPath)) ?? []
        let sets = names.filter { BundleID($0) != nil }.map { name -> (path: String, at: Date) in
            let path = "\(folder.bundlesPath)/\(name)"
            return (path, (try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date) ?? .distantPast)
        }
        for set in sets.sorted(by: { $0.at > $1.at }).dropFirst(LocalNode.setsWaitingMax) {
            try? files.removeItem(atPath: set.path)
        }
    }

    /// So that frames and what seals them fit into a part, and little room is left over.
    private static let framesPerPart = 4

    /// What every bundle of this machine begins with.
    nonisolated func opening(answering answered: BundleOpening.Answered?) throws -> BundleOpening {
        let certificate = try NodeCertificate(
            pem: String(decoding: DurableFile(credentials.certificatePath).read() ?? [], as: UTF8.self),
            root: credentials.root)
        return BundleOpening(
            certificateDER: certificate.der, answers: answered, program: TingsuVersion.userAgent)
    }

    private func nextRequest(of series: RequestSeries) throws -> (ExchangeRequest?, RequestSeries) {
        var series = series
        guard var request = try openedRequest(of: &series) else { return (nil, series) }
        // Offered with the last one, so that the answer tells of each file.
        if series.isDone { request.blobs = try blobsToCarry(in: request.scopes.map(\.scope)) }
        return (request, series)
    }

    private func note(_ made: OutstandingBundle) throws {
        try write { _, transaction, _ in try transaction.noteBundle(made) }
    }
}

extension BundleID {
    /// From the system's random numbers.
    static func random() -> BundleID {
        var generator = SystemRandomNumberGenerator()
        return BundleID(random: (generator.next(), generator.next()))
    }
}
