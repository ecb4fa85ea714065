import CaseFile
import CaseWork
import Causality
import ReplicaStore
import Replication
import WireProtocol

/// Who may read the restricted scopes: what the center does about it.
extension LocalNode {
    /// A restricted scope as people name it.
    public struct AccessPlace: Hashable, Sendable, Codable {
        /// Code, name or id of the area; its township, its county.
        public var area: String
        /// Code or label of the purpose: `case_team`, `psychological`, `whistle_blowing`.
        public var purpose: String

        public init(area: String, purpose: String) {
            self.area = area
            self.purpose = purpose
        }

        /// The purpose's code. Throws `CommandFailure` for one whose scopes have no named readers.
        func purpose(in catalog: Catalog) throws -> String {
            guard let code = catalog.codeTable(.scopePurpose)?.code(meantBy: purpose)?.code,
                DirectorySchema.Scope.restrictedPurposes.contains(code)
            else {
                throw CommandFailure(
                    kind: .badInput, code: "purpose-unknown",
                    zhHans: "“\(purpose)”不是限制阅读的用途：请写 专班专用（case_team）、心理记录（psychological）或 检举材料（whistle_blowing）",
                    en:
                        "\"\(purpose)\" is no purpose with named readers: write case_team, psychological or whistle_blowing"
                )
            }
            return code
        }
    }

    /// Lets machines read a restricted scope, and write it unless `readOnly`; makes the scope where there is none yet.
    ///
    /// What a machine has already is not given twice. Throws `NodeError.wrongRole` on another node than the center, and
    /// `CaseWorkError` for an unknown area or machine, before anything is written.
    func grantAccess(
        to place: AccessPlace, devices names: [String], readOnly: Bool, as person: String?
    ) throws -> AccessReply {
        try demandCenter()
        let view = try read { [directory] engine, transaction in try directory.view(transaction, codec: engine.codec) }
        let author = try director(person, view)
        let purpose = try place.purpose(in: catalog)
        let area = try view.area(meantBy: place.area)
        let devices = try names.map { try view.device(meantBy: $0) }
        let known = view.restrictedScope(ofArea: area.id, purpose: purpose)
        let number = try write { engine, transaction, environment in
            let draft = DirectoryDraft(codec: engine.codec, author: author)
            var drafts: [ChangeDraft] = []
            // Never 0 and never the directory's; random, because a number must not tell what the scope is for.
            let number = known?.number ?? ScopeID(rawValue: environment.random() | 1 << 63)
            if known == nil {
                drafts.append(draft.scope(environment.newRecordID(), number: number, area: area.id, purpose: purpose))
            }
            for device in devices {
                let held = view.grants.filter { $0.device == device.id && $0.scope == number }
                guard !held.contains(where: { $0.mayWrite || readOnly }) else { continue }
                drafts.append(
                    draft.grant(environment.newRecordID(), device: device.id, scope: number, mayWrite: !readOnly))
            }
            if !drafts.isEmpty { _ = try engine.save(drafts, in: .directory, transaction, environment: environment) }
            return number
        }
        return try accessReply(only: number)
    }

    /// Ends the right of one machine to one restricted scope. What it wrote so far stays admitted, change by change; it is
    /// given nothing more, and what it writes later is held.
    ///
    /// Throws as `grantAccess`, and `CommandFailure` where the machine has no such right.
    func endAccess(
        to place: AccessPlace, device name: String, reason: String, as person: String?
    ) throws -> AccessReply {
        try demandCenter()
        let view = try read { [directory] engine, transaction in try directory.view(transaction, codec: engine.codec) }
        let author = try director(person, view)
        let purpose = try place.purpose(in: catalog)
        let area = try view.area(meantBy: place.area)
        let device = try view.device(meantBy: name)
        let scope = view.restrictedScope(ofArea: area.id, purpose: purpose)
        let grants = view.grants.filter { $0.device == device.id && $0.scope == scope?.number }
        guard let scope, !grants.isEmpty else {
            throw CommandFailure(
                kind: .notFound, code: "no-access",
                zhHans: "\(device.name)没有这个范围的授权：用 tingsu access list 看谁有",
                en: "\(device.name) has no access to this scope: see tingsu access list")
        }
        try write { engine, transaction, environment in
            let draft = DirectoryDraft(codec: engine.codec, author: author)
            var drafts = try LocalNode.admissions(
                of: device.id, in: scope.number, reason: reason, draft, engine, transaction)
            for grant in grants {
                let key = RecordKey(scope: .directory, kind: DirectorySchema.grantKind, id: grant.id)
                let seen = try transaction.state(of: key)?.livingChanges ?? []
                drafts.append(draft.withdrawal(of: key.kind, grant.id, reason: reason, supersedes: seen))
            }
            for start in stride(from: 0, to: drafts.count, by: Limits.changesPerUnit) {
                let unit = Array(drafts[start..<min(start + Limits.changesPerUnit, drafts.count)])
                _ = try engine.save(unit, in: .directory, transaction, environment: environment)
            }
        }
        return try accessReply(only: scope.number)
    }

    /// Rulings for what the machine wrote in the scope and what counts now: without its grant only they admit it.
    private static func admissions(
        of device: RecordID, in scope: ScopeID, reason: String, _ draft: DirectoryDraft<ProtobufChangeCodec>,
        _ engine: NodeEngine, _ transaction: SQLiteTransaction
    ) throws -> [ChangeDraft] {
        guard let key = engine.authority.key(ofDevice: device) else { return [] }
        var written: [StoredChange] = []
        for log in try transaction.logs(signedBy: key.hash) where log.scope == scope {
            var next: UInt64 = 1
            while true {
                let run = try transaction.changes(of: log, from: next, byteLimit: Limits.batchBytes)
                guard let last = run.last else { break }
                written += run
                next = last.position.seq + 1
            }
        }
        written += try transaction.reissuedChanges().filter {
            $0.position.scope == scope && $0.origin?.genesis.deviceKeyHash == key.hash
        }
        return written.filter { stored in
            [.applied, .unapplied].contains(stored.standing) && stored.record.kind.rawValue > 0
                && !engine.authority.isRuled(stored.change, of: stored.record)
        }.map { stored in
            draft.ruling(
                RuleCommand.record(ofRulingOn: stored.change), change: stored.change, of: stored.record, admits: true,
                reason: reason)
        }
    }

    func accessReply(only number: ScopeID? = nil) throws -> AccessReply {
        try inspect { access in AccessReply(access, only: number) }
    }
}
