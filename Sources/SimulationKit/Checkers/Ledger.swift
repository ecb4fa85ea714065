import Causality
import Replication

/// The books of the simulation: what was written by whom and who had read what, kept beside the program and not by it.
///
/// Dictionaries are looked up and never iterated.
struct Ledger {
    /// What is known of one change.
    struct Entry {
        /// The key of the machine that it was written on.
        let author: Hash
        /// What was shown when the form was opened.
        let seen: Set<ChangeID>
        let meaning: DirectoryMeaning?
        let record: RecordKey
    }

    private(set) var entries: [ChangeID: Entry] = [:]
    /// Directory changes that mean something, in the order in which they were written.
    private(set) var directory: [ChangeID] = []
    private(set) var keys: [Hash: DeviceKey] = [:]
    /// Keys of machines that were put back or copied so that nothing shows it.
    private var mayForkKeys: Set<Hash> = []
    /// What each number of each log meant when it left a machine. What never left was nobody's but its writer's.
    private var left: [LogID: [UInt64: Set<Hash>]] = [:]
    /// Logs of which some number means two changes.
    private(set) var forkedLogs: Set<LogID> = []
    /// What each machine's logs look like, by name.
    private(set) var watches: [String: LogWatch] = [:]
    /// Vectors that a server truly had when it answered: name and digest.
    private var truths: Set<Truth> = []
    /// Changes that the center held when it answered.
    private(set) var everAtCenter: Set<ChangeID> = []
    /// Bodies by change, as the later program reads them.
    private var bodies: [ChangeID: ChangeBody] = [:]
    /// Heads whose signature was found valid.
    private var verified: Set<SignedHead> = []

    /// Who wrote each number of each log, and when: the count of changes written before.
    private var writers: [LogPosition: (name: String, order: Int)] = [:]
    /// For each machine, whom the receipts that it took called past.
    private var pastBooks: [String: PastBook] = [:]
    /// Machines whose disk was put back or mended: what it still knows of past issuers, no book here says.
    private var unsure: Set<String> = []
    /// Issuers that any receipt called past, and those who did.
    private var callers: [ReplicaID: Set<ReplicaID>] = [:]

    /// What the center had under each number, when it was looked at.
    private var atCenter: [LogID: [UInt64: ChangeID]] = [:]
    /// Places of the center's logs that held a change which was issued again.
    private var reissuedAtCenter: [LogID: Set<UInt64>] = [:]
    /// Receipts that each machine took, since its disk was put back.
    private var taken: [String: [Receipt]] = [:]

    /// The replica that writes at each machine, as it was last seen.
    private var replicas: [String: ReplicaID] = [:]

    /// Blobs that records name, in the order in which they were attached.
    var attached: [AttachedBlob] = []
    var promises = BlobPromises()

    private struct Truth: Hashable {
        let server: String
        let scope: ScopeID
        let digest: Hash
    }

    mutating func know(_ key: DeviceKey, of index: Int) { keys[key.hash] = key }

    mutating func wrote(_ change: StoredChange, by author: Hash, seen: [ChangeID], meaning: DirectoryMeaning?) {
        entries[change.change] = Entry(
            author: author, seen: Set(seen), meaning: meaning, record: change.record)
        if meaning != nil { directory.append(change.change) }
    }

    /// How many changes were written so far.
    var order: Int { entries.count }

    /// Notes that a machine wrote at a place, behind `previous`. Answers whether it may: nobody else has written there
    /// since this machine came to be, at `origin`.
    mutating func writes(_ position: LogPosition, by name: String, since origin: Int, behind previous: LogPosition?)
        -> Bool
    {
        writers[position] = (name, order)
        guard let previous, let before = writers[previous] else { return true }
        return before.name == name || before.order <= origin
    }

    /// Notes the receipt that a machine holds; answers whether its issuer was not called past before it was taken.
    mutating func holds(_ receipt: Receipt, at name: String) -> Bool {
        if taken[name]?.last(where: { $0.scope == receipt.scope }) == receipt { return true }
        taken[name, default: []].append(receipt)
        var book = pastBook(of: name)
        defer { pastBooks[name] = book }
        let isNews = !book.callsPast(receipt)
        book.takes(receipt)
        hears(of: receipt)
        return isNews
    }

    func pastBook(of name: String) -> PastBook { pastBooks[name] ?? PastBook() }

    /// Notes whom a receipt calls past.
    mutating func hears(of receipt: Receipt) {
        for replica in receipt.past { callers[replica, default: []].insert(receipt.issuer) }
    }

    /// Whether a machine that may know more than its book has reason to pass the receipt over: anybody was told that its
    /// issuer is past, by one that it does not call past.
    func mayKnowAsPast(_ receipt: Receipt, at name: String) -> Bool {
        unsure.contains(name) && !(callers[receipt.issuer] ?? []).isSubset(of: receipt.past)
    }

    /// Whether anybody was told that the replica which writes at this machine is past.
    func isCalledPast(_ name: String) -> Bool {
        replicas[name].map { !(callers[$0] ?? []).isEmpty } ?? false
    }

    /// Notes the replica that writes at a machine; answers the one that wrote there before. Nil where the store was put
    /// back since, or had none.
    mutating func replica(_ replica: ReplicaID?, at name: String) -> ReplicaID? {
        defer { replicas[name] = replica }
        return replicas[name]
    }

    /// From now on this machine's numbers may mean two changes each.
    mutating func mayFork(_ key: Hash) { mayForkKeys.insert(key) }

    func mayBeForked(_ key: Hash) -> Bool { mayForkKeys.contains(key) }

    // MARK: Logs

    /// The set of this machine's changes may have shrunk, and its watch begins anew.
    mutating func wasPutBack(_ name: String) {
        watches[name] = LogWatch()
        replicas[name] = nil
        promises.forget(name)
        forgetsReceipts(name)
    }

    /// Receipts of this machine went, and it will be told again.
    mutating func forgetsReceipts(_ name: String) {
        taken[name] = nil
        pastBooks[name] = nil
        unsure.insert(name)
    }

    /// These were on the disk that was put back, or are left on it: they were not taken here against what others say.
    mutating func found(_ receipts: [Receipt], at name: String) { taken[name] = receipts }

    /// A second machine has all that the first one was told.
    mutating func copied(_ name: String, as twin: String) {
        taken[twin] = taken[name]
        pastBooks[twin] = pastBooks[name]
        if unsure.contains(name) { unsure.insert(twin) }
    }

    mutating func watch(_ name: String, _ body: (inout LogWatch, inout Ledger) throws -> Void) rethrows {
        var watch = watches[name] ?? LogWatch()
        watches[name] = nil
        defer { watches[name] = watch }
        try body(&watch, &self)
    }

    /// How many changes a machine holds, or 0 for one that was not looked at yet.
    func height(of name: String) -> Int { watches[name]?.ids.count ?? 0 }

    /// Notes that a change left a machine.
    mutating func leaves(_ position: LogPosition) {
        left[position.log, default: [:]][position.seq, default: []].insert(position.hash)
        if !isSingle(position) { forkedLogs.insert(position.log) }
    }

    /// Whether the change at this place is the only one that anybody ever got under its number.
    mutating func isSingle(_ position: LogPosition) -> Bool {
        guard let known = left[position.log]?[position.seq], known != [position.hash] else { return true }
        forkedLogs.insert(position.log)
        return false
    }

    mutating func isValid(_ head: SignedHead, _ key: DeviceKey) -> Bool {
        if verified.contains(head) { return true }
        guard head.isValid(for: key) else { return false }
        verified.insert(head)
        return true
    }

    mutating func body(of change: StoredChange) -> ChangeBody? {
        if let known = bodies[change.change] { return known }
        let read = try? SimulatedCodec(isLater: true).decodeBody(change.body)
        bodies[change.change] = read
        return read
    }

    // MARK: What was signed for

    mutating func center(has change: StoredChange) {
        let position = change.position
        atCenter[position.log, default: [:]][position.seq] = change.change
        if change.origin != nil { reissuedAtCenter[position.log, default: []].insert(position.seq) }
    }

    func wasReissuedAtCenter(_ log: LogID, _ seq: UInt64) -> Bool { reissuedAtCenter[log]?.contains(seq) ?? false }

    /// The change that the center had under a number.
    func changeAtCenter(_ log: LogID, _ seq: UInt64) -> ChangeID? { atCenter[log]?[seq] }

    /// The receipts that machines took, since their disks were put back.
    func receipts(takenBy name: String) -> [Receipt] { taken[name] ?? [] }

    // MARK: Truths

    mutating func answered(_ server: String, _ vectors: [(ScopeID, VersionVector)]) {
        for (scope, vector) in vectors {
            truths.insert(Truth(server: server, scope: scope, digest: vector.digest))
        }
        if server == "C", let center = watches["C"] { everAtCenter.formUnion(center.ids) }
    }

    func wasTrue(_ vector: VersionVector, of scope: ScopeID, at server: String) -> Bool {
        vector.isEmpty || truths.contains(Truth(server: server, scope: scope, digest: vector.digest))
    }
}
