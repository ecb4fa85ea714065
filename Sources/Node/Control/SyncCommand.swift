import CaseWork
import Causality
import PeerTransport
import Replication

/// `tingsu sync`: one sync with the upstream, now.
public struct SyncCommand: ProgressingCommand {
    /// What the sync did.
    public struct Reply: Codable, Sendable {
        /// A log that one side did not take, and why.
        public struct RefusedLog: Codable, Sendable {
            public let scope: String
            public let replica: String?
            public let reason: String

            init(_ refusal: Refusal) {
                scope = refusal.scope.description
                replica = refusal.replica?.description
                reason = "\(refusal.reason)"
            }
        }

        public let address: String
        public let requests: Int
        public let sent: Int
        public let received: Int
        public let reissued: Int
        public let bytesSent: Int
        public let bytesReceived: Int
        /// Attached files that came whole to the upstream, and from it.
        public let filesSent: Int
        public let filesReceived: Int
        /// Attached files that one side could not give; they are tried again with the next sync.
        public let filesLeft: Int
        /// The upstream's clock less this machine's, milliseconds.
        public let clockOffset: Int64
        /// Whether this machine's clock is off by more than ten minutes: what was recorded here since the sync before is
        /// then marked as suspect.
        public let isClockSuspect: Bool
        public let refused: [RefusedLog]
        /// Records with named readers that went past the machine above, sealed to the county center; nil where this
        /// machine has none that it may not read.
        public let sealed: Sealed?

        /// How the sealed ones fared.
        public struct Sealed: Codable, Sendable {
            public let sent: Int
            public let received: Int
            /// Not known to be at the county center yet; kept on this machine.
            public let waiting: Int
            /// Why they did not come through; nil where they did.
            public let failure: String?
        }
    }

    /// How far a sync has come: changes, of which those to come are what the last answer told.
    public struct Progress: Codable, Hashable, Sendable {
        public let requests: Int
        public let sent: Int
        public let received: Int
        public let toSend: Int
        public let toReceive: Int
        /// Bytes of bodies that the upstream has answered, and that have come in.
        public let bytesSent: Int
        public let bytesReceived: Int
        /// The attached file that is on its way, from 1, of how many; nil while records go.
        public let file: Int?
        public let files: Int?
        /// Bytes of it that the upstream has acknowledged, and of the whole.
        public let fileBytesSent: Int?
        public let fileBytes: Int?

        init(_ progress: UpstreamSync.Progress) {
            requests = progress.tally.requests
            sent = progress.tally.changesSent
            received = progress.tally.changesReceived
            toSend = progress.tally.changesToSend
            toReceive = progress.tally.changesToReceive
            bytesSent = progress.bytesSent
            bytesReceived = progress.bytesReceived
            file = progress.blobs.map { $0.sent + 1 }
            files = progress.blobs?.toSend
            fileBytesSent = progress.blobs?.bytesSent
            fileBytes = progress.blobs?.bytesToSend
        }
    }

    public static let name = "sync"

    public init() {}

    public func run(
        on node: LocalNode, onProgress: @escaping @Sendable (Progress) -> Void
    ) async throws -> Reply {
        let summary = try await UpstreamSync(node: node, onProgress: { onProgress(Progress($0)) }).run()
        return Reply(
            address: summary.address, requests: summary.tally.requests, sent: summary.tally.changesSent,
            received: summary.tally.changesReceived, reissued: summary.tally.changesReissued,
            bytesSent: summary.bytesSent, bytesReceived: summary.bytesReceived,
            filesSent: summary.blobs.sent, filesReceived: summary.blobs.received, filesLeft: summary.blobs.left,
            clockOffset: summary.clockOffset,
            isClockSuspect: SuspectTimes.isSuspect(clockOffset: summary.clockOffset),
            refused: summary.refusals.map { .init($0) },
            sealed: summary.sealed.map {
                .init(
                    sent: $0.changesSent, received: $0.changesReceived, waiting: $0.waiting, failure: $0.failure)
            })
    }
}
