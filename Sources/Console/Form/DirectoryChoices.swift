import CaseFile
import CaseWork
import Replication

/// What of the directory a form offers to choose from: areas, users, organisations, campaigns.
struct DirectoryChoices {
    private let directory: DirectoryView

    init(_ directory: DirectoryView) {
        self.directory = directory
    }

    /// Whether references to these kinds are chosen from a list rather than typed as a name.
    static func isOffered(_ kinds: [RecordKind]) -> Bool {
        [
            [DirectorySchema.areaKind], [DirectorySchema.userKind], [OrganisationSchema.recordKind],
            [CampaignSchema.recordKind],
        ].contains(kinds)
    }

    /// Id and name of each, by name.
    func choices(of kinds: [RecordKind]) -> [(String, String)] {
        switch kinds {
        case [DirectorySchema.areaKind]: named(directory.areas.map { ($0.id, directory.path(ofArea: $0.id)) })
        case [DirectorySchema.userKind]: named(directory.users.map { ($0.id, $0.name) })
        case [OrganisationSchema.recordKind]: named(directory.organisations.map { ($0.id, $0.name) })
        case [CampaignSchema.recordKind]: named(directory.campaigns.map { ($0.id, $0.name) })
        default: []
        }
    }

    private func named(_ entries: [(RecordID, String)]) -> [(String, String)] {
        entries.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map { ($0.0.description, $0.1) }
    }
}
