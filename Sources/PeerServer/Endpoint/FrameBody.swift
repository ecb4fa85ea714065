import Hummingbird
import HummingbirdCore
import NIOCore
import WireProtocol

/// Reads a request's body, no more of it than allowed and no longer than a line that works takes.
struct FrameBody {
    let limit: Int
    let allowance: Allowance
    let patienceSeconds: Int

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
        guard BodyPace.isStuck(count: count, seconds: seconds, patienceSeconds: patienceSeconds) else { return }
        throw ErrorBody(.tooSlow, "\(count) bytes came in \(seconds) seconds; try again on a better line")
    }

    private var tooLarge: ErrorBody { ErrorBody(.tooLarge, "the body is larger than \(limit) bytes") }
}

/// The request's body broke off: there is nobody to answer, and the connection's own code has to know.
struct LostConnection: Error {
    let cause: any Error
}
