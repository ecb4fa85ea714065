import Dispatch
import Foundation
import Synchronization

/// Makes values on a second thread, a few ahead of who takes them.
///
/// That is how the server works: its network threads unpack requests while the store takes in an earlier one.
final class ReadAhead<Element: Sendable>: Sendable {
    /// Requests that a server of two cores has at hand.
    private static var ahead: Int { 4 }

    private let made = Mutex<[Result<Element, any Error>]>([])
    private let filled = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: ReadAhead.ahead)

    init<Source: Sendable>(_ sources: [Source], _ make: @escaping @Sendable (Source) throws -> Element) {
        Thread.detachNewThread { [self] in
            for source in sources {
                free.wait()
                let result = Result { try make(source) }
                made.withLock { $0.append(result) }
                filled.signal()
            }
        }
    }

    /// The next value, in the order of the sources; to be called as often as there are sources.
    func next() throws -> Element {
        filled.wait()
        let result = made.withLock { $0.removeFirst() }
        free.signal()
        return try result.get()
    }
}
