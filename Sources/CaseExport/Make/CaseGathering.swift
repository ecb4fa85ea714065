import CaseFile
import CaseStore
import CaseWork
import Causality
import ReplicaStore
import Replication

/// Finds all that belongs to an export in a store: the case's records, the changes of each, and the parts of the
/// directory that name people, areas and machines in them.
struct CaseGathering<Codec: ChangeCodec> {
    let access: CaseAccess<Codec>
    let options: ExportOptions
    /// Records that are left out.
    private(set) var withheld: [ExportManifest.Withheld] = []

    init(_ access: CaseAccess<Codec>, _ options: ExportOptions) {
        self.access = access
        self.options = options
    }

    private var transaction: SQLiteTransaction { access.transaction }
    private var codec: Codec { access.engine.codec }

    /// The changes of a case, sorted, those of the directory among them. Throws `CaseWorkError.recordNotFound`.
    mutating func changes(of key: RecordKey) throws -> [ExportedChange] {
        let keys = try records(of: key)
        var changes: [ExportedChange] = []
        var named: Set<RecordKey> = []
        for key in keys {
            for stored in try transaction.changes(touching: key) {
                let body = try? codec.decodeBody(stored.body)
                changes.append(exported(stored, body))
                if let body { named.formUnion(directoryRecords(in: body, of: key)) }
                named.formUnion(try machines(of: stored))
            }
        }
        named.formUnion(scopeRecords(Set(changes.map(\.log.scope))))
        // Those who wrote the directory are machines of the directory, too: the center.
        var open = named.sorted()
        while let key = open.popLast() {
            for stored in try transaction.changes(touching: key) {
                changes.append(exported(stored, try? codec.decodeBody(stored.body)))
                for machine in try machines(of: stored) where named.insert(machine).inserted { open.append(machine) }
            }
        }
        return Array(Set(changes)).sorted(by: ExportedChange.precedes)
    }

    // MARK: Which records

    /// The records of the case, sorted; those left out are told in `withheld`.
    private mutating func records(of key: RecordKey) throws -> [RecordKey] {
        let file = try access.reading.caseFile(key)
        var found = Set(file.allRecords.map(\.key))
        for visit in file.visits {
            // A feeling that was withdrawn is part of the history as well.
            found.formUnion(
                try access.queries.children(
                    of: visit.record.key, kind: EmotionSchema.recordKind, includingWithdrawn: true))
        }
        var handedOut: [RecordKey] = []
        for record in found.sorted() {
            guard record != key, !options.includesRestricted, let reason = try reason(against: record, in: key) else {
                handedOut.append(record)
                continue
            }
            // That there is one may be the very secret, and the export may go to whom it is about.
            if reason == .restricted, isSecret(record) { continue }
            withheld.append(ExportManifest.Withheld(record: .init(record), reason: reason))
        }
        // What the case names is named on the page, too; and where those people live.
        for kinds in [CaseGathering.namedKinds, [HouseholdSchema.recordKind]] {
            var named: Set<RecordKey> = []
            for record in handedOut {
                for reference in try references(of: record) where !found.contains(reference) { named.insert(reference) }
            }
            for record in named.sorted() {
                found.insert(record)
                if try transaction.state(of: record) == nil {
                    withheld.append(ExportManifest.Withheld(record: .init(record), reason: .notHeld))
                } else if kinds.contains(record.kind), try reason(against: record, in: key) == nil {
                    handedOut.append(record)
                }
            }
        }
        withheld.sort { ($0.record.scope, $0.record.id) < ($1.record.scope, $1.record.id) }
        return handedOut.sorted()
    }

    /// Kinds of records that are taken along where a record of the case names them: who was there, what was decided by,
    /// and where.
    private static var namedKinds: [RecordKind] {
        [
            PersonSchema.recordKind, HouseholdSchema.recordKind, PolicyToolSchema.recordKind,
            LibraryCaseSchema.recordKind, MeetingSchema.recordKind,
        ]
    }

    /// Why a record is left out unless somebody says that it goes along; nil for one that goes.
    private func reason(
        against record: RecordKey, in key: RecordKey
    ) throws -> ExportManifest.Withheld.Reason? {
        if isRestricted(record) { return .restricted }
        // The week's meeting speaks of many cases, and of other people's: whoever gets this one gets none of them.
        let bodies = try transaction.changes(touching: record).compactMap { try? codec.decodeBody($0.body) }
        let cases = bodies.flatMap(\.writes).flatMap { codec.decode($0.value).references }
            .filter { $0.kind == CaseSchema.recordKind }
        return cases.contains { $0.id != key.id } ? .otherCases : nil
    }

    private func references(of key: RecordKey) throws -> [RecordKey] {
        guard try transaction.state(of: key) != nil else { return [] }
        return try access.reading.record(key).fields.flatMap(\.readings).flatMap(\.value.references).map {
            RecordKey(scope: $0.scope ?? key.scope, kind: $0.kind, id: $0.id)
        }
        .filter { access.catalog.kind($0.kind)?.scopeClass != .directory }
    }

    /// Whether only named readers may have it, so that it goes along only where somebody says so.
    private func isRestricted(_ key: RecordKey) -> Bool {
        if key.kind == WhistleReportSchema.recordKind { return true }
        let purpose = access.directory.scope(key.scope)?.purpose
        return purpose.map(DirectorySchema.Scope.restrictedPurposes.contains) ?? false
    }

    /// Whether nobody else may even know of it: a report on an official, an opinion on somebody's mind. That a visit was back
    /// to back is told by the visit itself, so its words are named among what is left out.
    private func isSecret(_ key: RecordKey) -> Bool {
        if key.kind == WhistleReportSchema.recordKind { return true }
        let purpose = access.directory.scope(key.scope)?.purpose
        return ["psychological", "whistle_blowing"].contains(purpose)
    }

    // MARK: The directory

    private func directoryRecords(in body: ChangeBody, of key: RecordKey) -> Set<RecordKey> {
        let references = body.writes.flatMap { codec.decode($0.value).references }
        let named = references.filter { access.catalog.kind($0.kind)?.scopeClass == .directory }
            .map { RecordKey(scope: .directory, kind: $0.kind, id: $0.id) }
        let people = [body.author, body.enteredBy].compactMap(\.self).map {
            RecordKey(scope: .directory, kind: DirectorySchema.userKind, id: $0)
        }
        return Set(named + people)
    }

    /// The machines that signed a change: the one whose log it stands in, and the one that first issued it.
    private func machines(of stored: StoredChange) throws -> [RecordKey] {
        let signers = [try transaction.genesis(of: stored.position.replica), stored.origin?.genesis]
        return signers.compactMap { genesis in
            (genesis?.deviceKeyHash).flatMap { access.engine.authority.key($0)?.device }
                .map { RecordKey(scope: .directory, kind: DirectorySchema.deviceKind, id: $0) }
        }
    }

    /// The records of scopes, of their areas and of the areas above.
    private func scopeRecords(_ numbers: Set<ScopeID>) -> Set<RecordKey> {
        var keys: Set<RecordKey> = []
        for scope in access.directory.scopes where numbers.contains(scope.number) {
            keys.insert(RecordKey(scope: .directory, kind: DirectorySchema.scopeKind, id: scope.id))
            var next = scope.area
            // An area that is its own ancestor, by a mistake in the table, is visited once.
            while let id = next,
                keys.insert(RecordKey(scope: .directory, kind: DirectorySchema.areaKind, id: id)).inserted
            {
                next = access.directory.area(id)?.parent
            }
        }
        return keys
    }

    // MARK: Bytes

    /// The change as it goes out: whole, or with the numbers of people hidden.
    private func exported(_ stored: StoredChange, _ body: ChangeBody?) -> ExportedChange {
        let masked = options.reveals ? nil : body.flatMap(masked)
        return ExportedChange(
            log: stored.position.log, seq: stored.position.seq, record: stored.record, change: stored.change,
            standing: stored.standing, body: masked ?? stored.body, isMasked: masked != nil, origin: stored.origin)
    }

    /// The body with the middle of numbers hidden; nil where it has none. Its salt is taken away: with it, eight hidden
    /// digits are found by hashing all of them.
    private func masked(_ body: ChangeBody) -> [UInt8]? {
        var masked = body
        var isChanged = false
        masked.writes = body.writes.map { write in
            let value = codec.decode(write.value)
            let shown = access.catalog.masked(value, of: write.register, in: body.kind)
            if shown == value { return write }
            isChanged = true
            return ChangeBody.Write(register: write.register, value: codec.encode(shown))
        }
        masked.salt = 0
        return isChanged ? try? codec.encode(masked) : nil
    }
}

extension CaseFileView {
    /// Every record of the file.
    fileprivate var allRecords: [RecordView] {
        var all = [record] + demands + otherMilestones + otherFollowUps + others + withdrawn
        for party in parties { all += [party.party] + [party.person].compactMap(\.self) }
        for visit in visits { all += [visit.record] + visit.emotions.map(\.record) }
        for agreement in agreements { all += [agreement.record] + agreement.milestones }
        for plan in plans { all += [plan.record] + plan.followUps }
        return all
    }
}
