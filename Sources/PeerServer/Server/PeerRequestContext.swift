import Hummingbird
import NIOCore

/// The connection that a request came on.
struct PeerRequestContext: InitializableFromSource, Sendable {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }

    /// The address without the port: what a throttle counts by.
    var address: String { channel.remoteAddress?.ipAddress ?? "unknown" }
}
