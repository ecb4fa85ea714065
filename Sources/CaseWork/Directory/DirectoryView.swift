public import CaseFile
import CaseStore
import Causality
public import Replication

/// The directory as people name it: who is who, which area is which, whose records a scope holds.
///
/// Read once from the merged records of the directory and kept by the node until the directory changes. Withdrawn
/// entries are left out, as the engine leaves them out of authority.
public struct DirectoryView: Sendable {
    /// An administrative area.
    public struct Area: Hashable, Sendable {
        public let id: RecordID
        public let code: String?
        public let name: String
        public let parent: RecordID?
        /// The first day on which it is no more, and the area that it became part of; nil while it goes on.
        public let end: AreaEnd?
    }

    /// How an area ended.
    public struct AreaEnd: Hashable, Sendable {
        public let on: CivilDate
        public let successor: RecordID
    }

    /// A scope and the area whose records it holds.
    public struct Scope: Hashable, Sendable {
        public let id: RecordID
        public let number: ScopeID
        public let area: RecordID?
        /// Code of the table `scope_purpose`.
        public let purpose: String?
        /// Whether only machines with a grant of their own hold what lies in it: by any reading, as the engine takes it.
        public let isRestricted: Bool
    }

    /// A person who may author changes.
    public struct User: Hashable, Sendable {
        public let id: RecordID
        public let name: String
        public let area: RecordID?
        /// Code of the table `user_role`.
        public let role: String?
        public let organisation: String?
    }

    /// An enrolled machine.
    public struct Device: Hashable, Sendable {
        public let id: RecordID
        public let name: String
        /// Code of the table `device_role`.
        public let role: String?
        public let area: RecordID?
        public let people: [RecordID]
    }

    /// The right of a machine to read, or to read and write, what lies in a scope.
    public struct Grant: Hashable, Sendable {
        public let id: RecordID
        public let device: RecordID
        public let scope: ScopeID
        public let mayWrite: Bool
    }

    /// An organisation that takes part.
    public struct Organisation: Hashable, Sendable {
        public let id: RecordID
        public let name: String
        public let area: RecordID?
    }

    /// An effort of the county with a name and a time.
    public struct Campaign: Hashable, Sendable {
        public let id: RecordID
        public let name: String
        public let from: CivilDate?
        public let until: CivilDate?
        public let area: RecordID?
    }

    /// Each sorted by id.
    public let areas: [Area]
    public let scopes: [Scope]
    public let users: [User]
    public let devices: [Device]
    public let organisations: [Organisation]
    public let campaigns: [Campaign]
    /// Those of ended machines among them.
    public let grants: [Grant]
    /// The county's own editions of rules by which periods end, and the notices on holidays that it took in.
    public private(set) var deadlines: CountyDeadlines
    /// What the county added to the catalog, withdrawn or not; `CountyCatalog` says what counts.
    public let countyFields: [CountyDefinition]
    public let countyCodes: [CountyDefinition]

    /// Looked up by id; never iterated.
    private let usersByID: [RecordID: User]
    private let areasByID: [RecordID: Area]
    private let devicesByID: [RecordID: Device]
    private let scopesByNumber: [ScopeID: Scope]
    private let ordinaryScopes: [RecordID: Scope]

    /// Reads the directory. Throws what the store throws.
    public init(_ transaction: some ReplicaTransaction, codec: some ChangeCodec) throws {
        // Looked up by kind; never iterated.
        let byKind = Dictionary(grouping: try transaction.states(in: .directory), by: \.key.kind)
        func records<Entry>(
            _ kind: RecordKind, _ make: (RecordID, _ shown: (RegisterNumber) -> Value) -> Entry?
        ) -> [Entry] {
            (byKind[kind] ?? []).compactMap { key, state in
                if state.isWithdrawnEntry(codec) { return nil }
                return make(key.id) { state.shownValue(of: $0, codec: codec) ?? .none }
            }
        }
        areas = records(DirectorySchema.areaKind) { id, shown in
            Area(
                id: id, code: shown(DirectorySchema.Area.code).plainText,
                name: shown(DirectorySchema.Area.name).plainText ?? "",
                parent: shown(DirectorySchema.Area.parent).reference?.id,
                end: AreaEnd(shown(DirectorySchema.Area.ended)))
        }
        let restricted = Set(
            (byKind[DirectorySchema.scopeKind] ?? []).filter { _, state in
                state.readings(of: DirectorySchema.Scope.purpose, codec: codec).contains {
                    DirectorySchema.Scope.restricts($0.value)
                }
            }.map(\.key.id))
        scopes = records(DirectorySchema.scopeKind) { id, shown in
            guard let number = shown(DirectorySchema.Scope.number).plainText.flatMap({ ScopeID(hexadecimal: $0) })
            else {
                return nil
            }
            return Scope(
                id: id, number: number, area: shown(DirectorySchema.Scope.area).reference?.id,
                purpose: shown(DirectorySchema.Scope.purpose).plainText, isRestricted: restricted.contains(id))
        }
        users = records(DirectorySchema.userKind) { id, shown in
            User(
                id: id, name: shown(DirectorySchema.User.name).plainText ?? "",
                area: shown(DirectorySchema.User.area).reference?.id,
                role: shown(DirectorySchema.User.role).plainText,
                organisation: shown(DirectorySchema.User.organisation).plainText)
        }
        devices = records(DirectorySchema.deviceKind) { id, shown in
            Device(
                id: id, name: shown(DirectorySchema.Device.name).plainText ?? "",
                role: shown(DirectorySchema.Device.role).plainText,
                area: shown(DirectorySchema.Device.area).reference?.id,
                people: shown(DirectorySchema.Device.people).references.map(\.id))
        }
        organisations = records(OrganisationSchema.recordKind) { id, shown in
            Organisation(
                id: id, name: shown(OrganisationSchema.name).plainText ?? "",
                area: shown(OrganisationSchema.area).reference?.id)
        }
        campaigns = records(CampaignSchema.recordKind) { id, shown in
            Campaign(
                id: id, name: shown(CampaignSchema.name).plainText ?? "", from: shown(CampaignSchema.from).date,
                until: shown(CampaignSchema.until).date, area: shown(CampaignSchema.area).reference?.id)
        }
        grants = records(DirectorySchema.grantKind) { id, shown in
            typealias Terms = DirectorySchema.Grant
            let terms = shown(Terms.terms)
            guard let device = terms[member: Terms.deviceMember].reference?.id,
                let scope = terms[member: Terms.scopeMember].plainText.flatMap({ ScopeID(hexadecimal: $0) })
            else { return nil }
            return Grant(
                id: id, device: device, scope: scope, mayWrite: terms[member: Terms.rightsMember] == .code(Terms.write))
        }
        deadlines = CountyDeadlines(
            rules: records(DeadlineRuleSchema.recordKind) { CountyDeadlines.rule($0, shown: $1) },
            notices: records(HolidayNoticeSchema.recordKind) { CountyDeadlines.notice($0, shown: $1) })
        func definitions(_ kind: RecordKind) -> [CountyDefinition] {
            (byKind[kind] ?? []).map { CountyDefinition($0.key.id, $0.state, codec) }.sorted { $0.id < $1.id }
        }
        countyFields = definitions(CountyFieldSchema.recordKind)
        countyCodes = definitions(CountyCodeSchema.recordKind)
        usersByID = Dictionary(users.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        areasByID = Dictionary(areas.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        devicesByID = Dictionary(devices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        scopesByNumber = Dictionary(scopes.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        ordinaryScopes = Dictionary(
            scopes.compactMap { scope in
                let isOrdinary = ["village", "township", nil].contains(scope.purpose)
                return scope.area.flatMap { isOrdinary ? ($0, scope) : nil }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The same directory with other rules and holidays: to see what they would change before they are written.
    public func with(_ deadlines: CountyDeadlines) -> DirectoryView {
        var view = self
        view.deadlines = deadlines
        return view
    }

    /// The user with this id; nil for one whom the directory does not name.
    public func user(_ id: RecordID) -> User? { usersByID[id] }

    /// The area with this id.
    public func area(_ id: RecordID) -> Area? { areasByID[id] }

    /// The name of an author; the id's first digits where the directory does not name them.
    public func name(ofUser id: RecordID) -> String { usersByID[id]?.name ?? String(id.description.prefix(8)) }

    /// The scope that holds the ordinary records of an area.
    public func scope(ofArea area: RecordID) -> Scope? { ordinaryScopes[area] }

    /// The scope with this number; nil for one that the directory does not name.
    public func scope(_ number: ScopeID) -> Scope? { scopesByNumber[number] }

    /// The machine with this id.
    public func device(_ id: RecordID) -> Device? { devicesByID[id] }

    /// The restricted scope of an area for a purpose; the first made where there are several.
    public func restrictedScope(ofArea area: RecordID, purpose: String) -> Scope? {
        scopes.filter { $0.area == area && $0.purpose == purpose }.min { $0.id < $1.id }
    }

    /// The areas from this one up to the top, nearest first.
    public func ancestry(ofArea area: RecordID) -> [RecordID] {
        var line: [RecordID] = []
        var next: RecordID? = area
        while let id = next, !line.contains(id), let area = areasByID[id] {
            line.append(id)
            next = area.parent
        }
        return line
    }

    /// The names from the top area down to this one, such as `永丰县恩江镇`.
    public func path(ofArea area: RecordID) -> String {
        var names: [String] = []
        var next: RecordID? = area
        // A chain longer than five levels, or a circle, is a mistake in the data and must not hang a page.
        while let id = next, let area = areasByID[id], names.count < 8 {
            names.insert(area.name, at: 0)
            next = area.parent
        }
        return names.joined()
    }

    /// The scopes of an area and of all areas below it, by number. Restricted ones are not among them: nobody reads those
    /// for living in an area.
    public func scopes(below area: RecordID) -> [Scope] {
        var open = [area]
        var found: [RecordID] = []
        while let next = open.popLast() {
            // An area that is its own ancestor, by a mistake in the table, is visited once.
            guard !found.contains(next) else { continue }
            found.append(next)
            open += areas(below: next).map(\.id)
        }
        return scopes.filter { scope in !scope.isRestricted && scope.area.map(found.contains) ?? false }.sorted {
            $0.number < $1.number
        }
    }

    /// The areas directly below this one, and those that became part of it, by code and name.
    public func areas(below parent: RecordID) -> [Area] {
        areas.filter { $0.parent == parent || $0.end?.successor == parent }.sorted {
            ($0.code ?? "", $0.name) < ($1.code ?? "", $1.name)
        }
    }
}

extension DirectoryView.AreaEnd {
    /// Reads the register of an area; nil where it has no end.
    fileprivate init?(_ value: Value) {
        typealias Register = DirectorySchema.Area
        guard let day = value[member: Register.endedOnMember].date,
            let successor = value[member: Register.successorMember].reference?.id
        else { return nil }
        self.init(on: day, successor: successor)
    }
}

extension RecordState {
    /// One reading that withdraws an entry of the directory is enough, as the engine takes it.
    fileprivate func isWithdrawnEntry(_ codec: some ChangeCodec) -> Bool {
        readings(of: Lifecycle.register, codec: codec).contains {
            $0.value[member: Lifecycle.state] == .code(Lifecycle.withdrawn)
        }
    }
}

extension CountyDefinition {
    fileprivate init(_ id: RecordID, _ state: RecordState, _ codec: some ChangeCodec) {
        self.init(
            id: id, isWithdrawn: state.isWithdrawnEntry(codec),
            readings: Dictionary(
                state.registers.map { register in
                    (register.number, state.readings(of: register.number, codec: codec).map(\.value))
                }, uniquingKeysWith: { first, _ in first }))
    }
}

extension ScopeID {
    /// Reads sixteen hexadecimal digits; nil for anything else.
    init?(hexadecimal text: some StringProtocol) {
        guard let bytes = Hexadecimal.decode(text), bytes.count == 8 else { return nil }
        self.init(rawValue: bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }
}
