import Hummingbird
import HummingbirdCore
import NIOCore
import WireProtocol

/// Reads a request's body, no more of it than allowed and no longer than a line that works takes.
struct FrameBody {
    /// Below this rate over the whole body a client is not slow but stuck, or means harm. A client of ours gives up on
    /// its own at the same rate.
    static let bytesPerSecondMin = 50
    /// Before this long nothing is judged: a line that just came up stalls.
    static let patienceSeconds = 60

    let limit: Int
    let allowance: Allowance

    /// The body's bytes. What is taken of the allowance is added to `taken`, also where this throws.
    ///
    /// Throws `ErrorBody` where the request is refused, and `LostConnection` where the rest of it never comes.
    func read(_ request: Request, taken: inout Int, busy: () -> ErrorBody) async throws -> [UInt8] {
        let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard declared <= limit else { throw tooLarge }
        if declared > 0 {
            guard allowance.take(declared) else { throw busy() }
            taken += declared
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(max(declared, 0), 64 * 1024))
        let start = ContinuousClock.now
        do {
            for try await chunk in request.body {
                guard bytes.count + chunk.readableBytes <= limit else { throw tooLarge }
                let more = bytes.count + chunk.readableBytes - taken
                if more > 0 {
                    guard allowance.take(more) else { throw busy() }
                    taken += more
                }
                bytes.append(contentsOf: chunk.readableBytesView)
                try checkPace(bytes.count, since: start)
            }
        } catch let error as ErrorBody {
            throw error
        } catch {
            throw LostConnection(cause: error)
        }
        return bytes
    }

    private func checkPace(_ count: Int, since start: ContinuousClock.Instant) throws(ErrorBody) {
        let seconds = Int((ContinuousClock.now - start).components.seconds)
        guard seconds > FrameBody.patienceSeconds, count < seconds * FrameBody.bytesPerSecondMin else { return }
        throw ErrorBody(.tooSlow, "\(count) bytes came in \(seconds) seconds; try again on a better line")
    }

    private var tooLarge: ErrorBody { ErrorBody(.tooLarge, "the body is larger than \(limit) bytes") }
}

/// The request's body broke off: there is nobody to answer, and the connection's own code has to know.
struct LostConnection: Error {
    let cause: any Error
}
