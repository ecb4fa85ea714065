import PeerTransport

extension LocalNode {
    /// The way out of the office as `node.json` says now: a cadre who carries the laptop to another network changes it,
    /// and need not know that a daemon runs.
    nonisolated func proxySetting() async -> ProxySetting? {
        ((try? await NodeSettings.load(from: folder)) ?? settings).proxy
    }

    nonisolated func proxy() async -> ProxyChoice {
        await proxySetting()?.choice ?? .environment
    }
}
