import Causality
import Replication
import SeedTestKit
import Testing
import WireProtocol

/// One incarnation, one writer (I11; FAILURES.md F1a, F1c, F1d, F1g).
@Suite struct IncarnationTests {
    private let village = SmallCounty.village

    /// A store with three own changes, and its witness.
    private struct Store {
        let node: EngineNode
        let witness: Witness
        let head: LogPosition

        init() throws {
            node = try SmallCounty().machine("D")
            for index in 1...3 { try node.put(SmallCounty.record(index), [2: "v"]) }
            guard let witness = try node.witness(), let head = witness.lastHead else { throw EngineNode.NothingSaved() }
            self.witness = witness
            self.head = head
        }

        func decide(_ witness: Witness?, machine: String = "m1") throws -> IncarnationDecision {
            try node.read { try IncarnationDecision.decide(store: $0, witness: witness, machine: machine) }
        }
    }

    @Test func aStoreGoesOnWithItsWitness() throws {
        let store = try Store()
        #expect(store.witness.ownChanges == 3)
        #expect(try store.decide(store.witness) == .goOn)
        let unwritten = Witness(replica: store.witness.replica, ownChanges: 0, lastHead: nil, machine: "m1")
        #expect(try store.decide(unwritten) == .goOn)
    }

    @Test func anythingButItsOwnWitnessRetiresTheReplica() throws {
        let store = try Store()
        let replica = store.witness.replica
        func witness(
            replica: ReplicaID? = nil, changes: UInt64 = 3, head: LogPosition? = nil, machine: String = "m1"
        ) -> Witness {
            Witness(
                replica: replica ?? store.witness.replica, ownChanges: changes, lastHead: head ?? store.head,
                machine: machine)
        }
        let log = store.head.log
        let above = LogPosition(log: log, seq: 4, hash: Hash(of: [4]))
        let beside = LogPosition(log: log, seq: 3, hash: Hash(of: [3]))
        let elsewhere = LogPosition(
            log: LogID(scope: SmallCounty.otherVillage, replica: replica), seq: 1, hash: Hash(of: [1]))
        let table: [(Witness?, String, IncarnationDecision.Reason)] = [
            (nil, "m1", .witnessMissing),
            (witness(), "m2", .otherMachine),
            (witness(machine: "m2"), "m1", .otherMachine),
            (witness(replica: ReplicaID(rawValue: 9)), "m1", .otherReplica),
            (witness(changes: 4, head: above), "m1", .behindWitness),
            (witness(changes: 4, head: elsewhere), "m1", .behindWitness),
            // The same last log, and fewer changes in the others.
            (witness(changes: 4), "m1", .behindWitness),
            (witness(head: beside), "m1", .otherChain),
        ]
        for (witness, machine, reason) in table {
            #expect(try store.decide(witness, machine: machine) == .retire(reason))
        }
    }

    @Test func aStoreWithoutAReplicaOpensForTheFirstTime() throws {
        let store = try Store()
        let empty = try SmallCounty().stranger("E")
        for witness in [nil, store.witness] {
            #expect(
                try empty.read { try IncarnationDecision.decide(store: $0, witness: witness, machine: "m1") }
                    == .firstOpening)
        }
    }

    /// A machine without a line writes, and the power goes before anything has left it: its witness knows the replica that
    /// it minted, so that no crash makes another.
    @Test func aMintedReplicaIsKnownToItsWitnessBeforeAnythingLeaves() throws {
        let node = try SmallCounty().machine("D")
        var opened = try OpenedStore(node.engine, in: node.storage, witness: nil, machine: "m1")
        var saved: [Witness] = []
        func save(_ witness: Witness) { saved.append(witness) }
        for index in 1...3 {
            _ = try opened.write(node.storage, saveWitness: save) { engine, transaction in
                try engine.save(
                    [
                        ChangeDraft(
                            kind: EngineNode.kind, record: SmallCounty.record(index).id,
                            author: node.signer.key.device, supersedes: [], writes: [])
                    ], in: village, transaction, environment: node.environment)
            }
        }
        #expect(saved.count == 1)
        let again = try OpenedStore(opened.engine, in: node.storage, witness: saved.last, machine: "m1")
        #expect(again.incarnation == .goOn)
    }

    /// A store ahead of its witness on the same chain is a crash, not a copy.
    @Test func aHundredCrashesMintNothing() throws {
        let store = try Store()
        for crash in 1...100 {
            try store.node.put(
                SmallCounty.record(crash, in: crash % 2 == 0 ? village : SmallCounty.otherVillage), [2: "v"])
            try store.node.reopen()
            #expect(try store.decide(store.witness) == .goOn)
        }
        let current = try store.node.read { $0.currentReplica() }
        #expect(current == store.witness.replica)
        #expect(try store.node.heads(in: village).count == 1)
    }

    @Test func theNextSaveAfterRetiringNamesThePreviousReplicaAndItsHeads() throws {
        let store = try Store()
        let other = try store.node.put(SmallCounty.record(in: SmallCounty.otherVillage), [2: "v"])
        try store.node.retire()
        let next = try store.node.put(SmallCounty.record(), [2: "w"])
        #expect(next.position.replica != store.witness.replica)
        #expect(next.position.seq == 1)
        let genesis = try #require(try store.node.read { $0.genesis(of: next.position.replica) })
        #expect(genesis.replica == next.position.replica)
        #expect(genesis.deviceKeyHash == store.node.signer.key.hash)
        #expect(genesis.previous == store.witness.replica)
        #expect(genesis.previousHeads == [store.head, other.position])
    }

    /// Somebody knows a later head of mine, signed by my key: the store was put back or cloned.
    @Test func receivingOwnUnknownChangesRetires() throws {
        let county = try SmallCounty()
        let device = try county.machine("D")
        try device.sync(with: county.center)
        try device.put(SmallCounty.record(1), [2: "a"])
        let twin = try county.clone(device, as: "D'")
        let lost = try twin.put(SmallCounty.record(2), [2: "b"])
        try twin.sync(with: county.center)

        try device.sync(with: county.center)
        #expect(try device.read { $0.currentReplica() } == nil)
        #expect(try device.values(SmallCounty.record(2)) == ["b"])
        let next = try device.put(SmallCounty.record(3), [2: "c"])
        #expect(next.position.replica != lost.position.replica)
    }

    /// The peer's echo of what is held already means nothing.
    @Test func receivingOwnKnownChangesDoesNotRetire() throws {
        let county = try SmallCounty()
        let device = try county.machine("D")
        try device.sync(with: county.center)
        let change = try device.put(SmallCounty.record(1), [2: "a"])
        try device.sync(with: county.center)
        for segment in try county.center.handOut(village, to: device) {
            #expect(try device.receive(segment) == .stored(0))
        }
        #expect(try device.read { $0.currentReplica() } == change.position.replica)
    }

    @Test func aWitnessIsReadBackOrCountsAsMissing() throws {
        let witness = try Store().witness
        #expect(Witness(bytes: witness.bytes) == witness)
        let unwritten = Witness(replica: witness.replica, ownChanges: 0, lastHead: nil, machine: "m1")
        #expect(Witness(bytes: unwritten.bytes) == unwritten)
        for length in 0..<(witness.bytes.count - 1) {
            let read = Witness(bytes: Array(witness.bytes[..<length]))
            // Cut within the machine's name it names another machine, which retires just as well.
            #expect(read == nil || read?.machine != witness.machine)
        }
    }
}
