import Foundation

/// The browsers that were opened with a launch key, and may show the people of this machine.
///
/// Kept by hash in the store, so that a browser is let in once and not after every restart.
actor Browsers {
    private static let key = "pages/browsers"
    /// Several people's accounts and browsers, and some that were thrown away; the oldest goes.
    static let keptMax = 16

    private let node: any ConsoleNode
    /// Read at the first question.
    private var known: [String]?

    init(node: any ConsoleNode) {
        self.node = node
    }

    /// Lets a browser in and returns what its cookie holds.
    func admit() async throws -> Secret {
        let secret = Secret()
        known = try await node.withLocalValue(Browsers.key) { bytes in
            let known = (Browsers.read(bytes) + [secret.hash]).suffix(Browsers.keptMax)
            bytes = Array(try JSONEncoder().encode(Array(known)))
            return Array(known)
        }
        return secret
    }

    /// Whether the browser that shows this was let in.
    func isAdmitted(_ secret: Secret) async throws -> Bool {
        if known == nil { known = try await node.withLocalValue(Browsers.key) { Browsers.read($0) } }
        let hash = secret.hash
        return known?.contains { Secret.isEqual($0, hash) } ?? false
    }

    private static func read(_ bytes: [UInt8]?) -> [String] {
        bytes.flatMap { try? JSONDecoder().decode([String].self, from: Data($0)) } ?? []
    }
}
