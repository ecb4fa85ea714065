import CaseFile
import CaseStore
import ReplicaStore
public import Replication

/// The return that a machine's person signed for a day (当日报告).
public struct DayReturn: Hashable, Sendable {
    public let date: CivilDate
    /// Visits that were recorded that day; zero says that there were none, and that somebody looked.
    public let visits: Int
    public let remark: String
    public let author: RecordID
    /// Milliseconds since 1970, by the machine's clock.
    public let signedAt: Int64
}

extension CaseAccess {
    /// The record of a machine's return of a day: a machine has one a day, wherever it is looked up.
    ///
    /// Nil where the directory names no area of the machine, or no scope of that area.
    public func dayReturnKey(of device: DirectoryView.Device, on date: CivilDate) -> RecordKey? {
        guard let scope = device.area.flatMap({ directory.scope(ofArea: $0) })?.number else { return nil }
        return dayReturnKey(of: device, on: date, in: scope)
    }

    /// The same in the scope of its area.
    func dayReturnKey(of device: DirectoryView.Device, on date: CivilDate, in scope: ScopeID) -> RecordKey {
        let id = RecordID(
            derivedFrom: [device.id.description, date.description], purpose: "day return", in: scope)
        return RecordKey(scope: scope, kind: DayReturnSchema.recordKind, id: id)
    }

    /// What a machine returned for a day. Nil where it signed nothing: what another machine wrote in its place does not
    /// count as its word.
    public func dayReturn(of device: DirectoryView.Device, on date: CivilDate) throws -> DayReturn? {
        guard let key = dayReturnKey(of: device, on: date), let state = try transaction.state(of: key),
            let own = engine.authority.key(ofDevice: device.id)?.hash
        else { return nil }
        let isSigned = try transaction.changes(touching: key).contains { stored in
            try (stored.origin?.genesis ?? transaction.genesis(of: stored.position.replica))?.deviceKeyHash == own
        }
        guard isSigned else { return nil }
        let view = MergedRecord(
            key: key, state: state, definition: catalog.kind(key.kind), codec: engine.codec)
        guard !view.isWithdrawn, case .integer(let visits) = view.shown(DayReturnSchema.visits),
            let newest = state.readings(of: DayReturnSchema.visits, codec: engine.codec).first?.siblings.first
        else { return nil }
        return DayReturn(
            date: date, visits: Int(clamping: visits), remark: view.shown(DayReturnSchema.remark).plainText ?? "",
            author: newest.author, signedAt: newest.recordedAt)
    }

    /// This machine as the directory names it.
    public var thisDevice: DirectoryView.Device? { directory.device(device.device) }

    /// How many visits were entered on this machine on a day, however they came in: what its return says.
    ///
    /// This machine's own logs are read from their ends back to that day, by its own clock.
    public func visitsEntered(on date: CivilDate) throws -> Int {
        guard let start = ShanghaiTime(date: date, hour: 0, minute: 0)?.instant else { return 0 }
        let day = start..<(start + 86_400_000)
        var visits: Set<RecordKey> = []
        for log in try transaction.logs(signedBy: device.hash) where log.scope != .directory {
            for stored in try recent(log, since: start) where stored.record.kind == VisitSchema.recordKind {
                if let at = recordedAt(stored), day.contains(at) { visits.insert(stored.record) }
            }
        }
        // A visit of an earlier day that was corrected today was entered then.
        return try visits.count { key in
            guard let view = try reading.merged(key), !view.isWithdrawn else { return false }
            return try transaction.changes(touching: key).allSatisfy { recordedAt($0).map { $0 >= start } ?? true }
        }
    }

    /// The end of a log, at least back to `start`. A day's writing on one machine is rarely more than the first look.
    private func recent(_ log: LogID, since start: Int64) throws -> [StoredChange] {
        let head = try transaction.head(of: log)?.seq ?? 0
        var count: UInt64 = 100
        while true {
            let first = head > count ? head - count + 1 : 1
            let changes = try transaction.changes(of: log, from: first, byteLimit: .max)
            guard first > 1, let oldest = changes.first, recordedAt(oldest).map({ $0 >= start }) ?? true else {
                return changes
            }
            count *= 4
        }
    }

    /// Nil for a change that only a newer program can read: it is kept, and must not cost anybody their first page.
    func recordedAt(_ stored: StoredChange) -> Int64? {
        (try? engine.codec.decodeBody(stored.body))?.recordedAt
    }
}

extension CaseWriting {
    /// Signs the return of a day for this machine, or writes its new count where one was signed before.
    ///
    /// Throws `CaseWorkError.noWritableScope` on a machine whose area has no records of its own.
    public mutating func signReturn(
        on date: CivilDate, remark: String, _ access: CaseAccess<Codec>
    ) throws -> SavedRecord {
        guard let device = access.thisDevice, let key = access.dayReturnKey(of: device, on: date) else {
            throw CaseWorkError.noWritableScope
        }
        try access.demandWritable(key.scope)
        var fields: TypedFields = [("visits", .number(Int64(try access.visitsEntered(on: date))))]
        let remark = remark.trimmed
        let before = try access.transaction.state(of: key)
        if before != nil || !remark.isEmpty { fields.append(("remark", remark.isEmpty ? .null : .string(remark))) }
        guard before == nil else { return try correct(RecordCorrection(record: key, fields: fields)) }
        fields.append(("date", .string(date.description)))
        fields.append(("device", .string(device.id.description)))
        return try create(
            RecordDraft(kind: "day_return", id: key.id, fields: fields), in: key.scope)
    }
}
