import Causality
public import Replication

extension SQLiteTransaction {
    public func scopes() throws -> [ScopeID] {
        try statement(.scopes).all { ScopeID(rawValue: $0.unsigned(0)) }.sorted()
    }

    public func heads(in scope: ScopeID) throws -> [LogPosition] {
        try flushHeads()
        return try statement(.heads).all(scope) {
            LogPosition(
                log: LogID(scope: scope, replica: ReplicaID(rawValue: $0.unsigned(0))), seq: $0.unsigned(1),
                hash: try $0.hash(2))
        }.sorted { $0.replica < $1.replica }
    }

    public func head(of log: LogID) throws -> LogPosition? {
        try row(of: log).map { LogPosition(log: log, seq: $0.headSeq, hash: $0.headHash) }
    }

    public func hash(of log: LogID, at seq: UInt64) throws -> Hash? {
        guard let row = try row(of: log), seq > 0, seq <= row.headSeq else { return nil }
        if seq == row.headSeq { return row.headHash }
        let key = ChangePlace.key(log: row.id, seq: seq)
        guard let hash = try statement(.hash).first(key, read: { try $0.hash(0) }) else {
            throw StorageCorruption("log \(log) has no change \(seq), and its head is \(row.headSeq)")
        }
        return hash
    }

    public func changes(of log: LogID, from first: UInt64, byteLimit: Int) throws -> [StoredChange] {
        guard let row = try row(of: log), first <= row.headSeq else { return [] }
        var changes: [StoredChange] = []
        var bytes = 0
        try statement(.changes).eachRow(ChangePlace.key(log: row.id, from: first), ChangePlace.end(log: row.id)) {
            bytes += $0.byteCount(6)
            if !changes.isEmpty, bytes > byteLimit { return false }
            changes.append(try readChange($0))
            return bytes < byteLimit
        }
        return changes
    }

    public func append(_ change: StoredChange) throws {
        let position = change.position
        var row = try row(of: position.log) ?? insertLog(position.log)
        guard position.seq == row.headSeq + 1 else { throw StoreError.notNext(position, headSeq: row.headSeq) }
        guard position.seq <= ChangePlace.seqMax else { throw StoreError.tooMany(position.log) }
        try statement(.insertChange).run(
            ChangePlace.key(log: row.id, seq: position.seq), change.change, change.record.id, change.record.kind,
            change.standing, position.hash, change.body, change.origin.map(StoredEncoding.encode), position.scope)
        row.headSeq = position.seq
        row.headHash = position.hash
        setHead(row, of: position.log)
    }

    public func removeBranch(of log: LogID, from first: UInt64) throws -> [StoredChange] {
        guard var row = try row(of: log), first <= row.headSeq else { return [] }
        let start = ChangePlace.key(log: row.id, from: first)
        let end = ChangePlace.end(log: row.id)
        let removed = try statement(.changes).all(start, end, read: readChange)
        try statement(.deleteChanges).run(start, end)
        try statement(.deleteHeads).run(start, end)
        if first <= 1 {
            try statement(.deleteLog).run(row.id)
            session.logs[log] = nil
            session.logsBySigner = nil
            session.logNames[row.id] = nil
            session.dirtyLogs.removeAll { $0 == log }
            return removed
        }
        let key = ChangePlace.key(log: row.id, seq: first - 1)
        guard let hash = try statement(.hash).first(key, read: { try $0.hash(0) }) else {
            throw StorageCorruption("log \(log) has no change \(first - 1)")
        }
        row.headSeq = first - 1
        row.headHash = hash
        setHead(row, of: log)
        return removed
    }

    public func insert(_ head: SignedHead) throws {
        let position = head.position
        guard let row = try row(of: position.log), try hash(of: position.log, at: position.seq) == position.hash else {
            throw StoreError.headNotInLog(position)
        }
        try statement(.insertHead).run(ChangePlace.key(log: row.id, seq: position.seq), head.signature)
    }

    public func signedHeads(of log: LogID, in range: ClosedRange<UInt64>) throws -> [SignedHead] {
        guard let row = try row(of: log), range.lowerBound <= row.headSeq else { return [] }
        let start = ChangePlace.key(log: row.id, from: range.lowerBound)
        let end = ChangePlace.key(log: row.id, from: min(range.upperBound, row.headSeq))
        return try statement(.signedHeads).all(start, end) {
            SignedHead(
                position: LogPosition(log: log, seq: ChangePlace.seq(of: $0.integer(0)), hash: try $0.hash(2)),
                signature: $0.bytes(1))
        }
    }

    // MARK: Rows

    /// The log's row, or nil where nothing of the log is held.
    func row(of log: LogID) throws -> StoreSession.LogRow? {
        if let known = session.logs[log] { return known }
        let found = try statement(.logByName).first(log) {
            StoreSession.LogRow(
                id: $0.integer(0), headSeq: $0.unsigned(1), headHash: try $0.hash(2), isDirty: false)
        }
        guard let found else { return nil }
        session.logs[log] = found
        session.logNames[found.id] = log
        return found
    }

    /// The log with this local number.
    func log(_ id: Int64) throws -> LogID {
        if let known = session.logNames[id] { return known }
        let found = try statement(.logByID).first(id) {
            LogID(scope: ScopeID(rawValue: $0.unsigned(0)), replica: ReplicaID(rawValue: $0.unsigned(1)))
        }
        guard let found else { throw StorageCorruption("changes of log number \(id) are stored, and no such log") }
        session.logNames[id] = found
        return found
    }

    /// Reads the columns of `StoreStatement.changes`.
    func readChange(_ row: HotStatement) throws -> StoredChange {
        let key = row.integer(0)
        let position = LogPosition(
            log: try log(ChangePlace.log(of: key)), seq: ChangePlace.seq(of: key), hash: try row.hash(5))
        return StoredChange(
            position: position, body: row.bytes(6),
            origin: row.isNull(7) ? nil : try StoredEncoding.origin(row.bytes(7)),
            record: RecordKey(scope: position.scope, kind: try row.kind(3), id: try row.recordID(2)),
            change: try row.changeID(1), standing: try row.standing(4))
    }

    private func insertLog(_ log: LogID) throws -> StoreSession.LogRow {
        let id = try statement(.insertLog).first(log) { $0.integer(0) }
        guard let id, id <= ChangePlace.logMax else { throw StoreError.tooMany(log) }
        session.logNames[id] = log
        session.logsBySigner = nil
        return StoreSession.LogRow(id: id, headSeq: 0, headHash: Hash(words: (0, 0, 0, 0)), isDirty: false)
    }

    private func setHead(_ row: StoreSession.LogRow, of log: LogID) {
        if !row.isDirty { session.dirtyLogs.append(log) }
        var dirty = row
        dirty.isDirty = true
        session.logs[log] = dirty
    }

    /// Writes the heads that moved.
    func flushHeads() throws {
        guard !session.dirtyLogs.isEmpty else { return }
        for log in session.dirtyLogs {
            guard var row = session.logs[log] else { continue }
            try statement(.updateLog).run(row.headSeq, row.headHash, row.id)
            row.isDirty = false
            session.logs[log] = row
        }
        session.dirtyLogs.removeAll(keepingCapacity: true)
    }
}
