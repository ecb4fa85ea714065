import Replication

/// A set of bundles that lies in the node's own folder and waits for a stick.
struct MadeBundle: Sendable {
    /// One file.
    struct Part: Sendable {
        let path: String
        let byteCount: Int
    }

    let set: BundleID
    /// Whom it is for.
    let receiver: String
    let parts: [Part]
    let changes: Int
    let files: Int
}
