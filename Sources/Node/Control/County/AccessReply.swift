import CaseFile
import CaseWork
import Causality
import Replication

/// The restricted scopes of the county with those who may read them.
public struct AccessReply: Codable, Sendable {
    /// A machine that may read the scope.
    public struct Reader: Codable, Sendable {
        public let device: String
        public let name: String
        /// Its people: whoever uses the machine reads what it may read.
        public let people: [String]
        public let mayWrite: Bool
    }

    /// One scope.
    public struct Scope: Codable, Sendable {
        public let scope: String
        public let area: String
        public let areaCode: String
        public let purpose: String
        public let purposeLabel: Wording
        /// By name. The county center reads every scope and is not named.
        public let readers: [Reader]
        /// Changes of it that are held on this machine; the county center has all that has come in.
        public let changesHere: Int
    }

    /// By area code, then purpose.
    public let scopes: [Scope]

    init(_ access: CaseAccess, only number: ScopeID?) {
        let directory = access.directory
        let restricted = directory.scopes.filter { $0.isRestricted && (number == nil || $0.number == number) }
        scopes = restricted.map { scope in
            let area = scope.area.flatMap { directory.area($0) }
            var readers: [Reader] = []
            for device in directory.devices {
                let grants = directory.grants.filter { $0.device == device.id && $0.scope == scope.number }
                // Standing is the authority's word: a machine that was revoked has its grants still, and reads nothing.
                let mayRead = access.engine.authority.key(ofDevice: device.id).map {
                    access.engine.authority.readableScopes(of: $0.hash).contains(scope.number)
                }
                guard !grants.isEmpty, mayRead == true else { continue }
                readers.append(
                    Reader(
                        device: device.id.description, name: device.name,
                        people: device.people.map { directory.name(ofUser: $0) },
                        mayWrite: grants.contains(where: \.mayWrite)))
            }
            let held = (try? access.engine.vector(of: scope.number, in: access.transaction).entries) ?? []
            return Scope(
                scope: scope.number.description, area: area?.name ?? "", areaCode: area?.code ?? "",
                purpose: scope.purpose ?? "",
                purposeLabel: Wording(
                    access.catalog.codeTable(.scopePurpose)?.code(scope.purpose ?? "")?.label
                        ?? Label(scope.purpose ?? "", scope.purpose ?? "")),
                readers: readers.sorted { ($0.name, $0.device) < ($1.name, $1.device) },
                changesHere: held.reduce(0) { $0 + Int(clamping: $1.seq) })
        }.sorted { ($0.areaCode, $0.purpose, $0.scope) < ($1.areaCode, $1.purpose, $1.scope) }
    }
}
