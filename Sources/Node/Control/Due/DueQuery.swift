import CaseStore
import CaseWork
import Replication

/// Which of the things that are to be done somebody asks for.
public struct DueQuery: Codable, Hashable, Sendable {
    /// The days that count.
    public enum Range: String, Codable, Hashable, Sendable {
        case overdue
        case today
        case week
        case within
        case all
    }

    public var range: Range
    /// Days after today that count too, where the range is `within`.
    public var days: Int
    /// Code or name of an area; those below it count too.
    public var area: String?
    /// Only what the speaker sees to.
    public var isMine: Bool
    public var speaker: Speaker

    public init(
        _ range: Range, days: Int = 0, area: String? = nil, isMine: Bool = false, speaker: Speaker = Speaker()
    ) {
        self.range = range
        self.days = days
        self.area = area
        self.isMine = isMine
        self.speaker = speaker
    }

    func list(_ access: CaseAccess, on today: CivilDate, limit: Int) throws -> DueList {
        var selection = DueSelection(scopes: try scopes(access))
        if isMine {
            let user = try speaker.resolve(access).author
            selection.person = DueSelection.Person(user: user, name: access.directory.name(ofUser: user))
        }
        let range: DueRange =
            switch range {
            case .overdue: .overdue
            case .today: .today
            case .week: .week
            case .within: .within(days: days)
            case .all: .all
            }
        return try access.reading.due(on: today, range, selection, limit: limit)
    }

    /// The scopes of the area and of those below it that are held here.
    private func scopes(_ access: CaseAccess) throws -> [ScopeID]? {
        guard let area else { return nil }
        if let meant = try? access.directory.area(meantBy: area) {
            return access.directory.scopes(below: meant.id).map(\.number)
        }
        return try access.readScopes(area: area)
    }
}
