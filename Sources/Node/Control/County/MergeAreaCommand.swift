import CaseWork
import ReplicaStore
import Replication

/// `tingsu areas merge`: makes one area part of another from a day on (at the center).
///
/// No record moves: the old area's scope goes on, as one of the successor's. Machines of either may write both from now on.
public struct MergeAreaCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let old: String
        public let successor: String
        /// `2026-11-27`.
        public let from: String
        /// How many rights were given to machines.
        public let grants: Int
    }

    public static let name = "merge-area"

    /// Code, name or id.
    public var old: String
    public var successor: String
    /// The first day on which the old area is no more; nil is today.
    public var from: String?
    public var reason: String?
    /// A person of the center; nil is the first.
    public var author: String?

    public init(old: String, into successor: String, from: String?, reason: String?, author: String?) {
        self.old = old
        self.successor = successor
        self.from = from
        self.reason = reason
        self.author = author
    }

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.demandCenter()
        let view = try await node.read { try node.directory.view($1, codec: $0.codec) }
        let author = try await node.director(author, view)
        let day = try await node.inspect { [from] in try $0.day(from) }
        let (gone, next) = (try view.area(meantBy: old), try view.area(meantBy: successor))
        for area in [gone, next] where area.end != nil { throw CaseWorkError.areaEnded(area.name) }
        guard !view.isArea(next.id, within: gone.id) else { throw CaseWorkError.areaIntoItself(gone.name) }
        let reason = reason
        return try await node.write { engine, transaction, environment in
            let draft = DirectoryDraft(codec: engine.codec, author: author)
            let record = RecordKey(scope: .directory, kind: DirectorySchema.areaKind, id: gone.id)
            let seen = try transaction.state(of: record)?[DirectorySchema.Area.ended].map(\.change) ?? []
            let end = draft.areaEnd(gone.id, on: day, successor: next.id, reason: reason, supersedes: seen)
            let grants = MergeAreaCommand.missing(gone, next, view, engine.authority).map { device, scope in
                draft.grant(environment.newRecordID(), device: device, scope: scope, mayWrite: true)
            }
            let drafts = [end] + grants
            for start in stride(from: 0, to: drafts.count, by: Limits.changesPerUnit) {
                _ = try engine.save(
                    Array(drafts[start..<min(start + Limits.changesPerUnit, drafts.count)]), in: .directory,
                    transaction, environment: environment)
            }
            return Reply(old: gone.name, successor: next.name, from: "\(day)", grants: grants.count)
        }
    }

    /// The rights that machines of either area lack: those of the successor to all of the old one, those of the old one to
    /// the successor's own records.
    private static func missing(
        _ gone: DirectoryView.Area, _ next: DirectoryView.Area, _ view: DirectoryView, _ authority: Authority
    ) -> [(device: RecordID, scope: ScopeID)] {
        let old = view.scopes(below: gone.id).map(\.number)
        let own = view.scope(ofArea: next.id)?.number
        return view.devices.flatMap { machine -> [(device: RecordID, scope: ScopeID)] in
            guard let key = authority.key(ofDevice: machine.id), let device = authority.device(key.hash),
                device.end == nil
            else { return [] }
            var wanted: [ScopeID] = []
            if let own, device.writes.contains(own) { wanted += old }
            if let own, device.writes.contains(where: old.contains) { wanted.append(own) }
            return wanted.filter { !device.writes.contains($0) }.map { (machine.id, $0) }
        }
    }
}
