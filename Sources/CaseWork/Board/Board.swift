import CaseFile
import CaseStore
public import Replication

/// The board of a township or of the county: which machines returned a day, which are silent, and what is missing.
///
/// Nobody is ranked: machines stand in the order of their areas.
public struct Board: Codable, Hashable, Sendable {
    /// How a machine stands on the day.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Its person signed the day, with visits.
        case returned
        /// Its person signed that there was nothing.
        case zero
        /// It was here today, and not all that it wrote has arrived.
        case incomplete
        /// It was here today, and nobody signed the day.
        case unsigned
        case silent
        /// Neither a contact nor a return, ever.
        case never
        case revoked
    }

    /// One log of a machine.
    public struct Log: Codable, Hashable, Sendable {
        /// What the machine said it had written; nil where it never said.
        public let wrote: UInt64?
        /// What is held here: 1 up to this.
        public let held: UInt64

        public init(wrote: UInt64?, held: UInt64) {
            self.wrote = wrote
            self.held = held
        }

        public var isIncomplete: Bool { (wrote ?? 0) > held }
    }

    /// What the node knows of a machine from its own exchanges with it.
    public struct Contact: Sendable {
        /// Milliseconds since 1970; nil where the machine never came here itself.
        public let at: Int64?
        public let logs: [Log]

        public init(at: Int64?, logs: [Log]) {
            self.at = at
            self.logs = logs
        }
    }

    /// One machine.
    public struct Row: Codable, Hashable, Sendable {
        public let id: String
        public let name: String
        /// Code of the table `device_role`.
        public let role: String
        public let area: String
        public let people: [String]
        public let state: State
        /// The day after the last return, `2026-06-03`; nil where it returned today or never.
        public let silentSince: String?
        public let visits: Int?
        public let remark: String?
        public let signedBy: String?
        public let signedAt: Int64?
        /// Milliseconds since 1970; nil where it never came here itself.
        public let lastContact: Int64?
        public let logs: [Log]
        /// Changes of the machine that are kept and not admitted.
        public let heldBack: Int
    }

    public let date: String
    /// The machines that are to return every day, by area and name.
    public let devices: [Row]
    /// The others of the area: hubs and the center.
    public let servers: [Row]
    public let conflicts: Int
    public let heldBack: Int
}

extension CaseAccess {
    /// How far back a last return is looked for.
    private static var daysBackMax: Int { 60 }

    /// The board of this node's area on a day. `contact` tells what the node knows of a machine.
    public func board(on date: CivilDate, contact: (RecordID) throws -> Board.Contact) throws -> Board {
        let held = try heldChanges()
        let rows = try directory.devices.filter(isBelow).map { machine in
            try row(
                of: machine, on: date, try contact(machine.id), heldBack: held.count { $0.device == machine.name })
        }.sorted { ($0.area, $0.name, $0.id) < ($1.area, $1.name, $1.id) }
        return Board(
            date: date.description, devices: rows.filter { $0.role == "device" },
            servers: rows.filter { $0.role != "device" }, conflicts: try queries.conflictCount(), heldBack: held.count)
    }

    /// Whether a machine is of this node's area, and another than this.
    public func isBelow(_ machine: DirectoryView.Device) -> Bool {
        guard let own = thisDevice, machine.id != own.id else { return false }
        return isCenter || directory.isArea(machine.area, within: own.area)
    }

    private func row(
        of machine: DirectoryView.Device, on date: CivilDate, _ contact: Board.Contact, heldBack: Int
    ) throws -> Board.Row {
        let isRevoked =
            engine.authority.key(ofDevice: machine.id).flatMap { engine.authority.device($0.hash) }?.end != nil
        let today = try dayReturn(of: machine, on: date)
        let last = try today == nil ? lastReturn(of: machine, before: date) : nil
        let wasHere = contact.at.flatMap { ShanghaiTime(instant: $0)?.date } == date
        let state: Board.State
        if isRevoked {
            state = .revoked
        } else if wasHere, contact.logs.contains(where: \.isIncomplete) {
            state = .incomplete
        } else if let today {
            state = today.visits == 0 ? .zero : .returned
        } else if wasHere {
            state = .unsigned
        } else {
            state = last == nil && contact.at == nil ? .never : .silent
        }
        let silentSince =
            last.flatMap { CivilDate(daysSince1970: $0.daysSince1970 + 1) }
            ?? contact.at.flatMap { ShanghaiTime(instant: $0)?.date }
        return Board.Row(
            id: machine.id.description, name: machine.name, role: machine.role ?? "",
            area: machine.area.map { directory.path(ofArea: $0) } ?? "",
            people: machine.people.map { directory.name(ofUser: $0) }, state: state,
            silentSince: state == .silent ? silentSince?.description : nil, visits: today?.visits,
            remark: today.flatMap { $0.remark.isEmpty ? nil : $0.remark },
            signedBy: today.map { directory.name(ofUser: $0.author) }, signedAt: today?.signedAt,
            lastContact: contact.at, logs: contact.logs, heldBack: heldBack)
    }

    private func lastReturn(of machine: DirectoryView.Device, before date: CivilDate) throws -> CivilDate? {
        for days in 1...Self.daysBackMax {
            guard let day = CivilDate(daysSince1970: date.daysSince1970 - days) else { return nil }
            if try dayReturn(of: machine, on: day) != nil { return day }
        }
        return nil
    }
}

extension DirectoryView {
    /// Whether an area is the other or lies below it.
    public func isArea(_ area: RecordID?, within top: RecordID?) -> Bool {
        var next = area
        // A circle is a mistake in the data and must not hang a page.
        for _ in 0..<8 {
            guard let id = next, let top else { return false }
            if id == top { return true }
            next = self.area(id)?.parent
        }
        return false
    }
}
