import Foundation
import Identity
public import Logging
import Replication

/// Makes a county: its certificate authority, the center's key, and the first entries of the directory.
public struct CenterSetup: Sendable {
    public var county: String
    /// A training county (练习) has its own authority and a banner everywhere.
    public var isTraining: Bool
    public var listen: NodeSettings.Listen
    /// The person in whose name the directory is written.
    public var administrator: String

    public init(county: String, isTraining: Bool, listen: NodeSettings.Listen, administrator: String) {
        self.county = county
        self.isTraining = isTraining
        self.listen = listen
        self.administrator = administrator
    }

    /// Sets the center up in an empty folder and returns it open. Throws `NodeError.alreadySetUp`, and what the
    /// authority and the store throw; a set-up that was cut off is repeated into another folder.
    public func run(in folder: NodeFolder, logger: Logger) async throws -> LocalNode {
        guard !folder.isSetUp else { throw NodeError.alreadySetUp(folder: folder.path) }
        try DurableFile.makeFolder(folder.path)
        try DurableFile.makeFolder(folder.keysPath)
        try DurableFile.makeFolder(folder.authorityPath)
        let authority = try CountyAuthority(county: county, isTraining: isTraining)
        try authority.save(in: folder.authorityPath)
        let files = CredentialFiles(folder: folder.keysPath)
        let pair = try files.loadOrMakeKeyPair()
        let name = "\(county)综治中心"
        let certificate = try authority.issueCertificate(
            for: pair.key, nodeID: pair.key.device, name: name, role: .center)
        try files.install(
            certificate: certificate, root: authority.root,
            anchors: CountyAnchors(root: authority.root, centerKeys: [pair.key]))
        let settings = NodeSettings(
            role: .center, name: name, county: county, isTraining: isTraining, listen: listen, upstream: nil,
            syncTimes: [])
        try settings.save(to: folder)
        let node = try LocalNode(folder: folder, settings: settings, logger: logger)
        let administrator = administrator
        try await node.write { engine, transaction, environment in
            let user = environment.newRecordID()
            let draft = DirectoryDraft(codec: engine.codec, author: user)
            _ = try engine.save(
                [
                    draft.user(user, name: administrator, area: nil, role: "administrator", organisation: name),
                    draft.device(pair.key, name: name, role: "center", area: nil, people: [user]),
                ], in: .directory, transaction, environment: environment)
        }
        try await node.flushWitness()
        return node
    }
}
