import Console
import Synchronization

/// Where the pages of this process are, and the keys that let a browser in.
final class PagesDoor: Sendable {
    let launchKeys = LaunchKeys()
    private let port = Mutex<Int?>(nil)

    /// The pages are served at this port from now on.
    func open(at number: Int) { port.withLock { $0 = number } }

    /// An address that lets one browser in, once; nil where no pages are served by this process.
    func launchAddress() -> String? {
        port.withLock { $0 }.map { "http://127.0.0.1:\($0)/open?key=\(launchKeys.issue())" }
    }
}
