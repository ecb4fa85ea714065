public import Foundation

/// Where everything of one node lies: one folder, with one exception.
///
/// ```
/// DATA/node.json       settings
/// DATA/keys/           device key, certificate, county root and anchors
/// DATA/authority/      the county's own key, on the center only
/// DATA/store/          the SQLite store and its lock
/// DATA/blobs/          scans and photographs, named by their hash
/// DATA/bundles/        files on their way to a stick; emptied at each opening
/// DATA/run/            the socket of a running daemon
/// WITNESS              outside DATA: a copy of the folder must not bring its witness along
/// ```
public struct NodeFolder: Hashable, Sendable {
    public let path: String
    /// The witness file; by default below the machine's state folder, named after the data folder's full path.
    public let witnessPath: String

    /// `path` may be relative; `witnessPath` nil takes the default.
    public init(
        path: String, witnessPath: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        let full = URL(fileURLWithPath: path).standardizedFileURL.path
        self.path = full
        self.witnessPath = witnessPath ?? NodeFolder.defaultWitnessPath(of: full, environment: environment)
    }

    public var settingsPath: String { "\(path)/node.json" }
    public var keysPath: String { "\(path)/keys" }
    public var authorityPath: String { "\(path)/authority" }
    public var storePath: String { "\(path)/store" }
    public var blobsPath: String { "\(path)/blobs" }
    public var bundlesPath: String { "\(path)/bundles" }
    public var runPath: String { "\(path)/run" }
    public var socketPath: String { "\(path)/run/tingsu.sock" }

    /// Whether a node has been set up here.
    public var isSetUp: Bool { FileManager.default.fileExists(atPath: settingsPath) }

    /// Where the package keeps the one node of a machine, and its witness beside it.
    public static let systemPath = "/var/lib/tingsu"
    static let systemStatePath = "/var/lib/tingsu-witness"

    private static func defaultWitnessPath(of path: String, environment: [String: String]) -> String {
        let state: String
        if let given = environment["TINGSU_STATE"], !given.isEmpty {
            state = given
        } else if path == systemPath {
            // Whoever runs the command: administrator and service mean the same witness.
            state = systemStatePath
        } else if let xdg = environment["XDG_STATE_HOME"], !xdg.isEmpty {
            state = xdg + "/tingsu"
        } else if let home = environment["HOME"], !home.isEmpty {
            state = home + "/.local/state/tingsu"
        } else {
            state = systemStatePath
        }
        let name = path.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return "\(state)/witness\(String(name))"
    }
}
