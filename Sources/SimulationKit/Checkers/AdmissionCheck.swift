import Causality
import Replication

/// Judges every change by the books of the simulation (specification, 10.2), and compares with how it stands.
struct AdmissionCheck {
    private var grants: [Hash: Set<ScopeID>] = [:]
    private var ends: [Hash: [[LogPosition]]] = [:]
    private var rulings: [ChangeID: [RecordKey: Bool]] = [:]
    private let center: Hash

    /// What the directory changes among `held` mean.
    init(_ ledger: Ledger, held: Set<ChangeID>, center: Hash) {
        self.center = center
        for id in ledger.directory where held.contains(id) {
            switch ledger.entries[id]?.meaning {
            case .grant(let device, let scope): grants[device, default: []].insert(scope)
            case .end(let device, let heads): ends[device, default: []].append(heads)
            case .ruling(let change, let record, let admits):
                rulings[change, default: [:]][record] = admits && rulings[change]?[record] ?? true
            case .other, nil: break
            }
        }
    }

    /// Compares the standing of every change at one machine.
    func check(
        _ name: String, _ kinds: Set<RecordKind>, _ transaction: some ReplicaTransaction, _ ledger: inout Ledger
    ) throws {
        for change in try transaction.changes(standing: Standing.allCases) {
            guard let entry = ledger.entries[change.change] else {
                throw SimulationFailure(.admission, "\(name) holds \(change.change), which nobody wrote")
            }
            let isUnderstood = kinds.contains(entry.record.kind)
            let isAdmitted = try admits(change, entry.author, transaction)
            let expected = Standing(admitted: isAdmitted, understood: isUnderstood)
            guard expected == change.standing else {
                throw SimulationFailure(
                    .admission,
                    "\(name): \(change.change) at \(change.position.log) \(change.position.seq) is \(change.standing), the directory says \(expected)"
                )
            }
        }
    }

    private func admits(
        _ change: StoredChange, _ author: Hash, _ transaction: some ReplicaTransaction
    ) throws -> Bool {
        if change.position.scope == .directory { return author == center }
        // A body that this program cannot read names no record, so that no ruling is about it.
        if let verdict = rulings[change.change]?[change.record] { return verdict }
        func hash(_ seq: UInt64) throws -> Hash? { try transaction.hash(of: change.position.log, at: seq) }
        guard let origin = change.origin, let first = origin.position else {
            return try mayWrite(author, at: change.position, hash)
        }
        guard first.scope != change.position.scope else {
            return author == center || isWriter(author, first.scope) && ends[author] == nil
        }
        // It was moved: who brought it must be one who may write here, and who wrote it one who might write there.
        guard let carrier = try transaction.genesis(of: change.position.replica)?.deviceKeyHash,
            try mayWrite(carrier, at: change.position, hash)
        else { return false }
        let there = RecordKey(scope: first.scope, kind: change.record.kind, id: change.record.id)
        if let verdict = rulings[change.change]?[there] { return verdict }
        return mayWrite(author, at: first) { seq in origin.headers.first { $0.seq == seq }?.hash }
    }

    private func isWriter(_ signer: Hash, _ scope: ScopeID) -> Bool { grants[signer]?.contains(scope) ?? false }

    /// Whether the grants of a key, as far as they have not ended, cover a place of a log of its own.
    private func mayWrite(
        _ signer: Hash, at position: LogPosition, _ hash: (UInt64) throws -> Hash?
    ) rethrows -> Bool {
        if signer == center { return true }
        guard isWriter(signer, position.scope) else { return false }
        guard let ends = ends[signer] else { return true }
        var lowest: LogPosition?
        for heads in ends {
            guard let named = heads.first(where: { $0.log == position.log }) else { return false }
            if let known = lowest, known.seq == named.seq, known.hash != named.hash { return false }
            if lowest.map({ named.seq < $0.seq }) ?? true { lowest = named }
        }
        guard let lowest, position.seq <= lowest.seq else { return false }
        let here = try hash(lowest.seq)
        return here == nil || here == lowest.hash
    }

    /// Whether the device may read the scopes that it is granted.
    func isReader(_ device: Hash) -> Bool { device == center || (grants[device] != nil && ends[device] == nil) }

    func scopes(of device: Hash, all: [ScopeID]) -> [ScopeID] {
        device == center ? all : (grants[device] ?? []).sorted()
    }
}
