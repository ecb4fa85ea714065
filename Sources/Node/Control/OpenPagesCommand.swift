import CaseFile
import CaseWork

/// `tingsu open`: an address that lets one browser of this machine see the pages.
///
/// It travels over the daemon's socket, which only the owner of the data folder can reach: that is what keeps other
/// users of the machine out.
public struct OpenPagesCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        /// With a key that works once, within five minutes.
        public let address: String
    }

    public static let name = "open-pages"

    public init() {}

    public func run(on node: LocalNode) async throws -> Reply {
        if let address = node.pagesDoor.launchAddress() { return Reply(address: address) }
        let isOff = node.settings.pagesPort == nil
        let key = isOff ? "open.off" : "open.no_daemon"
        throw CommandFailure(
            kind: isOff ? .notAllowed : .notFound, code: isOff ? "pages-off" : "no-daemon",
            zhHans: Words(.zhHans).text(key), en: Words(.en).text(key))
    }
}
