import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseAccess {
    /// How far back a last return is looked for.
    private static var daysBackMax: Int { 60 }

    /// The board of this node's area on a day. `contact` tells what the node knows of a machine.
    public func board(
        on date: CivilDate, showing part: Board.Part = Board.Part(), contact: (RecordID) throws -> Board.Contact
    ) throws -> Board {
        let held = try heldChanges()
        func line(_ machine: DirectoryView.Device) throws -> Board.Row {
            let id = machine.id.description
            return try row(
                of: machine, on: date, try contact(machine.id), heldBack: held.count { $0.deviceID == id })
        }
        let machines = directory.devices.filter(isBelow).map { machine in
            (machine, area: machine.area.map { directory.path(ofArea: $0) } ?? "")
        }.sorted { ($0.area, $0.0.name, $0.0.id) < ($1.area, $1.0.name, $1.0.id) }.map(\.0)
        let devices = machines.filter { $0.role == "device" }
        let expected = devices.filter { !isRevoked($0) }
        // Of those that are not listed only this is asked.
        let missing = try expected.filter { try dayReturn(of: $0, on: date) == nil }
        let matching = (part.isMissingOnly ? missing : devices).filter {
            part.machine == nil || $0.id.description == part.machine
        }
        let listed = part.range.map { Array(matching[$0(matching.count).clamped(to: matching.indices)]) } ?? matching
        let servers = machines.filter {
            $0.role != "device" && (part.machine == nil || $0.id.description == part.machine)
        }
        return Board(
            date: date.description, expected: expected.count, returned: expected.count - missing.count,
            matching: matching.count, devices: try listed.map(line), servers: try servers.map(line),
            conflicts: try queries.conflictCount(), heldBack: held.count)
    }

    private func isRevoked(_ machine: DirectoryView.Device) -> Bool {
        engine.authority.key(ofDevice: machine.id).flatMap { engine.authority.device($0.hash) }?.end != nil
    }

    /// Whether a machine is of this node's area, and another than this.
    public func isBelow(_ machine: DirectoryView.Device) -> Bool {
        guard let own = thisDevice, machine.id != own.id else { return false }
        return isCenter || directory.isArea(machine.area, within: own.area)
    }

    private func row(
        of machine: DirectoryView.Device, on date: CivilDate, _ contact: Board.Contact, heldBack: Int
    ) throws -> Board.Row {
        let isRevoked = isRevoked(machine)
        let today = try dayReturn(of: machine, on: date)
        let lastRecorded = try lastRecorded(by: machine)
        let lastWritten = lastRecorded.flatMap { ShanghaiTime(instant: $0)?.date }
        let last = try today == nil ? lastReturn(of: machine, before: date, lastWritten: lastWritten) : nil
        let heard = [contact.at, lastRecorded].compactMap { $0.flatMap { ShanghaiTime(instant: $0)?.date } }
        let wasHere = heard.contains(date)
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
            state = last == nil && heard.isEmpty ? .never : .silent
        }
        let silentSince = last.flatMap { CivilDate(daysSince1970: $0.daysSince1970 + 1) } ?? heard.max()
        return Board.Row(
            id: machine.id.description, name: machine.name, role: machine.role ?? "",
            area: machine.area.map { directory.path(ofArea: $0) } ?? "",
            people: machine.people.map { directory.name(ofUser: $0) }, state: state,
            silentSince: state == .silent ? silentSince?.description : nil, visits: today?.visits,
            remark: today.flatMap { $0.remark.isEmpty ? nil : $0.remark },
            signedBy: today.map { directory.name(ofUser: $0.author) }, signedAt: today?.signedAt,
            lastContact: contact.at, lastRecorded: lastRecorded, logs: contact.logs, program: contact.program,
            failure: contact.failure, heldBack: heldBack)
    }

    private func lastRecorded(by machine: DirectoryView.Device) throws -> Int64? {
        guard let key = engine.authority.key(ofDevice: machine.id) else { return nil }
        return try transaction.logs(signedBy: key.hash).filter { $0.scope != .directory }.compactMap { log in
            let head = try transaction.head(of: log)?.seq ?? 0
            return try transaction.changes(of: log, from: head, byteLimit: 1).first.flatMap(recordedAt)
        }.max()
    }

    /// Looks back from the last day on which the machine is known to have written, so that the first look is mostly the
    /// last, and not at all where it never wrote. `lastWritten` is nil where its newest change cannot be read.
    private func lastReturn(
        of machine: DirectoryView.Device, before date: CivilDate, lastWritten: CivilDate?
    ) throws -> CivilDate? {
        guard let scope = machine.area.flatMap({ directory.scope(ofArea: $0) })?.number,
            let key = engine.authority.key(ofDevice: machine.id), try !transaction.logs(signedBy: key.hash).isEmpty
        else { return nil }
        let latest = min(date.daysSince1970 - 1, lastWritten?.daysSince1970 ?? .max)
        for number in stride(from: latest, through: date.daysSince1970 - Self.daysBackMax, by: -1) {
            guard let day = CivilDate(daysSince1970: number) else { return nil }
            let record = dayReturnKey(of: machine, on: day, in: scope)
            if try transaction.state(of: record) != nil, try dayReturn(of: machine, on: day) != nil { return day }
        }
        return nil
    }
}

extension DirectoryView {
    /// Whether an area is the other or lies below it.
    public func isArea(_ area: RecordID?, within top: RecordID?) -> Bool {
        guard let area, let top else { return false }
        var (open, seen) = ([area], [RecordID]())
        // A circle is a mistake in the data and must not hang a page. What became part of another area is in both.
        while let id = open.popLast(), seen.count < 32 {
            if id == top { return true }
            guard !seen.contains(id), let one = self.area(id) else { continue }
            seen.append(id)
            open += [one.parent, one.end?.successor].compactMap(\.self)
        }
        return false
    }
}
