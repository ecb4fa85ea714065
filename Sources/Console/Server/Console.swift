import Logging
import Replication

/// Everything that the pages of one node share.
struct Console: Sendable {
    let node: any ConsoleNode
    let gate: Gate
    let templates: Templates
    let launchKeys: LaunchKeys
    let browsers: Browsers
    let sessions: Sessions
    let pins: PINDesk
    let cookies: CookieNames
    let logger: Logger
    let lockMilliseconds: Int64

    init(
        configuration: PageServerConfiguration, node: any ConsoleNode, launchKeys: LaunchKeys, logger: Logger
    ) throws {
        self.node = node
        self.launchKeys = launchKeys
        self.logger = logger
        gate = Gate()
        templates = try Templates()
        browsers = Browsers(node: node)
        sessions = Sessions(lockMilliseconds: configuration.lockMilliseconds, uptime: configuration.uptime)
        pins = PINDesk(node: node)
        cookies = CookieNames(node: node.facts.nodeID)
        lockMilliseconds = configuration.lockMilliseconds
    }
}
