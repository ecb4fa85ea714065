import Causality
import Replication

/// Judges every change by the books of the simulation (specification, 10.2), and compares with how it stands.
struct AdmissionCheck {
    private var grants: [Hash: Set<ScopeID>] = [:]
    private var ends: [Hash: [[LogPosition]]] = [:]
    private var rulings: [ChangeID: Bool] = [:]
    private let center: Hash

    /// What the directory changes among `held` mean.
    init(_ ledger: Ledger, held: Set<ChangeID>, center: Hash) {
        self.center = center
        for id in ledger.directory where held.contains(id) {
            switch ledger.entries[id]?.meaning {
            case .grant(let device, let scope): grants[device, default: []].insert(scope)
            case .end(let device, let heads): ends[device, default: []].append(heads)
            case .ruling(let change, _, let admits): rulings[change] = admits && rulings[change] ?? true
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
            // A body that this program cannot read names no record, so that no ruling is about it.
            let isRuled = change.record == entry.record
            let isAdmitted = try admits(change, entry.author, isRuled: isRuled, transaction)
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
        _ change: StoredChange, _ author: Hash, isRuled: Bool, _ transaction: some ReplicaTransaction
    ) throws -> Bool {
        if change.position.scope == .directory { return author == center }
        if isRuled, let verdict = rulings[change.change] { return verdict }
        if author == center { return true }
        guard grants[author]?.contains(change.position.scope) ?? false else { return false }
        guard let ends = ends[author] else { return true }
        guard change.origin == nil else { return false }
        var lowest: LogPosition?
        for heads in ends {
            guard let named = heads.first(where: { $0.log == change.position.log }) else { return false }
            if let known = lowest, known.seq == named.seq, known.hash != named.hash { return false }
            if lowest.map({ named.seq < $0.seq }) ?? true { lowest = named }
        }
        guard let lowest, change.position.seq <= lowest.seq else { return false }
        let here = try transaction.hash(of: change.position.log, at: lowest.seq)
        return here == nil || here == lowest.hash
    }

    /// Whether the device may read the scopes that it is granted.
    func isReader(_ device: Hash) -> Bool { device == center || (grants[device] != nil && ends[device] == nil) }

    func scopes(of device: Hash, all: [ScopeID]) -> [ScopeID] {
        device == center ? all : (grants[device] ?? []).sorted()
    }
}
