import Configuration
import Console
import Foundation
public import Identity
public import Replication

/// What the administrator decided about a node, as `node.json` holds it.
///
/// Each member can be overridden by an environment variable (`TINGSU_LISTEN_PORT`, `TINGSU_UPSTREAM_ADDRESSES` …), as
/// services are configured.
public struct NodeSettings: Hashable, Sendable, Codable {
    /// One upstream: where it is, and the node ids it may prove to be.
    public struct Upstream: Hashable, Sendable, Codable {
        /// Tried in order; `https://host:port`.
        public var addresses: [String]
        /// Node ids of thirty-two hexadecimal digits; a server is recognised by its certificate, not by its address.
        public var nodes: [String]

        public init(addresses: [String], nodes: [String]) {
            self.addresses = addresses
            self.nodes = nodes
        }

        public var nodeIDs: [RecordID] { nodes.compactMap { RecordID($0) } }
    }

    /// Where a hub or a center listens.
    public struct Listen: Hashable, Sendable, Codable {
        public var host: String
        /// 0 lets the system choose, for tests.
        public var port: Int

        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// The pages for people of this machine.
    public struct Pages: Hashable, Sendable, Codable {
        /// 0 lets the system choose; `tingsu open` knows which. Nil serves no pages.
        public var port: Int?

        public init(port: Int?) {
            self.port = port
        }
    }

    public var role: NodeRole
    public var name: String
    public var county: String
    public var isTraining: Bool
    public var listen: Listen?
    public var upstream: Upstream?
    /// Times of day in Asia/Shanghai, whatever the machine's zone, as `17:30`.
    public var syncTimes: [String]
    /// Seconds after a set time within which this machine chooses its own moment, so that not all come at once; nil for
    /// two minutes.
    public var syncSpreadSeconds: Int?
    /// The way out of an office; nil for what the system's environment says.
    public var proxy: ProxySetting?
    /// Nil serves them at the standard port.
    public var pages: Pages?
    /// Where nightly copies go; nil for none.
    public var backup: BackupSettings?

    /// The port of the pages that is asked for; nil where they are switched off.
    public var pagesPort: Int? { pages.map(\.port) ?? PageServerConfiguration.standardPort }

    public init(
        role: NodeRole, name: String, county: String, isTraining: Bool, listen: Listen? = nil,
        upstream: Upstream? = nil, syncTimes: [String] = NodeSettings.deviceSyncTimes, proxy: ProxySetting? = nil
    ) {
        self.role = role
        self.name = name
        self.county = county
        self.isTraining = isTraining
        self.listen = listen
        self.upstream = upstream
        self.syncTimes = syncTimes
        self.proxy = proxy
    }

    /// Reads `node.json` and lays the environment over it. Throws `NodeError.settings` naming the member.
    public static func load(from folder: NodeFolder) async throws -> NodeSettings {
        var settings = try read(folder)
        let reader = ConfigReader(provider: EnvironmentVariablesProvider()).scoped(to: "tingsu")
        if let port = reader.int(forKey: "listen.port") {
            guard (0...65_535).contains(port) else {
                throw NodeError.settings(path: "TINGSU_LISTEN_PORT", problem: "\(port) is no port, 0–65535")
            }
            settings.listen = Listen(host: settings.listen?.host ?? "127.0.0.1", port: port)
        }
        if let host = reader.string(forKey: "listen.host") {
            settings.listen = Listen(host: host, port: settings.listen?.port ?? NodeSettings.standardPort)
        }
        if let text = reader.string(forKey: "pages.port") {
            settings.pages = Pages(port: try NodeSettings.pagesPort(text))
        }
        if let port = settings.pages?.port, !(0...65_535).contains(port) {
            throw NodeError.settings(path: "pages.port", problem: "\(port) is no port, 0–65535")
        }
        if let addresses = reader.stringArray(forKey: "upstream.addresses") { settings.upstream?.addresses = addresses }
        if let times = reader.stringArray(forKey: "sync.times") { settings.syncTimes = times }
        if let spread = reader.int(forKey: "sync.spreadSeconds") { settings.syncSpreadSeconds = spread }
        if let proxy = reader.string(forKey: "proxy", isSecret: true) { settings.proxy = try ProxySetting(proxy) }
        if let folder = reader.string(forKey: "backup.folder") {
            settings.backup = BackupSettings(
                folder: folder, time: settings.backup?.time ?? BackupSettings.standardTime,
                keep: settings.backup?.keep ?? BackupSettings.standardKeep)
        }
        if let time = reader.string(forKey: "backup.time") { settings.backup?.time = time }
        if let keep = reader.int(forKey: "backup.keep") { settings.backup?.keep = keep }
        try settings.backup?.check()
        if let spread = settings.syncSpreadSeconds, !(0...NodeSettings.syncSpreadSecondsMax).contains(spread) {
            throw NodeError.settings(
                path: "syncSpreadSeconds", problem: "\(spread) is not within 0–\(NodeSettings.syncSpreadSecondsMax)")
        }
        _ = try DailySchedule(times: settings.syncTimes)
        return settings
    }

    /// A port, or `off` for no pages.
    private static func pagesPort(_ text: String) throws(NodeError) -> Int? {
        if text == "off" { return nil }
        guard let port = Int(text) else {
            throw .settings(path: "TINGSU_PAGES_PORT", problem: "\(text) is neither a port, 0–65535, nor off")
        }
        return port
    }

    private static func read(_ folder: NodeFolder) throws -> NodeSettings {
        guard let data = FileManager.default.contents(atPath: folder.settingsPath) else {
            throw NodeError.notSetUp(folder: folder.path)
        }
        do {
            return try JSONDecoder().decode(NodeSettings.self, from: data)
        } catch let error as NodeError {
            throw error
        } catch {
            throw NodeError.settings(path: folder.settingsPath, problem: "\(error)")
        }
    }

    /// Writes `node.json` durably; for its owner alone where it holds a password.
    public func save(to folder: NodeFolder) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile(folder.settingsPath).write(
            Array(try encoder.encode(self)) + [0x0A], readers: proxy?.hasPassword == true ? .owner : .everyone)
    }

    /// Changes the proxy in `node.json`, and nothing else of it: what the environment says stays there. Throws
    /// `NodeError`.
    public static func setProxy(_ proxy: ProxySetting?, in folder: NodeFolder) throws {
        var settings = try read(folder)
        settings.proxy = proxy
        try settings.save(to: folder)
    }

    /// Changes the times of day at which the node syncs, in `node.json` and nothing else of it. Throws `NodeError`.
    public static func setSyncTimes(_ times: [String], in folder: NodeFolder) throws {
        var settings = try read(folder)
        _ = try DailySchedule(times: times)
        settings.syncTimes = times
        try settings.save(to: folder)
    }

    /// Says where nightly copies go, in `node.json` and nothing else of it; nil ends them. Marks the folder.
    ///
    /// Throws `NodeError` and `BackupProblem`, and then leaves the settings as they were.
    public static func setBackup(_ backup: BackupSettings?, in folder: NodeFolder) throws {
        var settings = try read(folder)
        if let backup {
            try backup.check()
            try BackupFolder(path: backup.folder).mark(dataFolder: folder.path)
        }
        settings.backup = backup
        try settings.save(to: folder)
    }

    /// When a device syncs of itself.
    public static let deviceSyncTimes = ["17:30"]
    /// When a hub does: after its devices, and once more for those that came late.
    public static let hubSyncTimes = ["17:45", "18:30"]
    /// Six hundred machines must not come in the same second.
    public static let standardSyncSpreadSeconds = 120
    /// An hour: beyond it a set time would be none.
    public static let syncSpreadSecondsMax = 3600
    /// The port that a hub and a center listen on where nothing else is set.
    public static let standardPort = 8443
}
