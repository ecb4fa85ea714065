import CaseWork
public import Foundation
import Replication

/// `tingsu areas import`: takes in the county's list of areas, and gives each its scope.
public struct ImportAreasCommand: NodeCommand {
    public struct Reply: Codable, Sendable {
        public let added: Int
        public let unchanged: Int
    }

    public static let name = "import-areas"

    /// The bytes of a CSV file or a workbook.
    public var file: Data
    public var isDryRun: Bool

    public init(file: Data, isDryRun: Bool) {
        self.file = file
        self.isDryRun = isDryRun
    }

    public func run(on node: LocalNode) async throws -> Reply {
        try await node.demandCenter()
        let view = try await node.read { try node.directory.view($1, codec: $0.codec) }
        let author = try await node.director(nil, view)
        let (file, isDryRun) = (file, isDryRun)
        return try await node.write { engine, transaction, environment in
            let draft = DirectoryDraft(codec: engine.codec, author: author)
            let plan = try AreaRegister(draft: draft, directory: view, environment: environment).plan(file)
            guard !isDryRun else { return Reply(added: plan.areas.count, unchanged: plan.present) }
            for unit in plan.units {
                _ = try engine.save(unit, in: .directory, transaction, environment: environment)
            }
            let grants = try ImportAreasCommand.grants(
                for: plan.scopes.map(\.number), draft, node.directory.view(transaction, codec: engine.codec),
                environment)
            if !grants.isEmpty {
                _ = try engine.save(grants, in: .directory, transaction, environment: environment)
            }
            return Reply(added: plan.areas.count, unchanged: plan.present)
        }
    }

    /// A machine that joined before a village was listed gets its grant now, where the village lies in its area.
    private static func grants(
        for scopes: [ScopeID], _ draft: DirectoryDraft<some ChangeCodec>, _ view: DirectoryView,
        _ environment: NodeEnvironment
    ) -> [ChangeDraft] {
        view.devices.filter { $0.role != "center" }.flatMap { device -> [ChangeDraft] in
            guard let area = device.area else { return [] }
            return view.scopes(below: area).filter { scopes.contains($0.number) }.map {
                draft.grant(environment.newRecordID(), device: device.id, scope: $0.number, mayWrite: true)
            }
        }
    }
}
