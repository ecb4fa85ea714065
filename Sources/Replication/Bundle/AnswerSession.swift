import Causality

/// The asker's side of an answer that came on a stick: takes its responses in, in order, by the rules of a session on
/// the line.
///
/// An answer that is late, because something that was given later has been taken, brings its changes only: custody must
/// neither fall nor rise by its reports and receipts. Of one that may be earlier or later than what is known, as when the
/// upstream was put back in between, only counts what both say: custody may fall by it, and never rises.
///
/// It tells no clock offset: days may lie between the upstream's clock in the answer and this machine's.
public struct AnswerSession: Sendable {
    /// What came of one response.
    public enum Outcome: Hashable, Sendable {
        /// Both sides hold the same as of the answer, but for what was refused.
        case complete
        /// There is more: in the next response, or to send with another set.
        case unfinished
        /// Its changes were taken, and custody is what this answer and others say alike.
        case doubtful
        /// Only changes were taken.
        case late
    }

    public let reply: BundleReply
    private var session: ExchangeSession

    public init(_ reply: BundleReply) {
        self.reply = reply
        session = ExchangeSession(carrying: [], upstream: reply.sender)
    }

    /// What was taken in so far; `requests` counts responses.
    public var tally: ExchangeSession.Tally { session.tally }
    /// What either side refused, in order, each once.
    public var refusals: [Refusal] { session.refusals }

    /// Takes one response in. Writes; what it stores is durable when the transaction is.
    ///
    /// `number` rises within the answer, across its parts: what comes before what was taken already is late, too.
    public mutating func take(
        _ response: ExchangeResponse, number: UInt64, _ engine: inout ReplicaEngine<some ChangeCodec>,
        _ transaction: some ReplicaTransaction, environment: NodeEnvironment
    ) throws -> Outcome {
        try BundleBook.update(transaction) { book in
            let weight = book.weigh(reply, number: number)
            session.forks = book.forks
            if weight != .whole {
                try session.takeLate(response, &engine, transaction)
                guard weight == .least else { return .late }
                try transaction.lowerReports(to: response)
                try session.takeLaterReceipts(of: response, engine, transaction)
                return .doubtful
            }
            let step = try session.take(response, &engine, transaction, environment: environment)
            book.forks = session.forks
            return step == .complete && !response.hasMore ? .complete : .unfinished
        }
    }
}
