import CaseFile
import Causality
import Replication
import SeedTestKit

/// A whole county in one thread, living through a plan.
final class County<Disk: SimulatedDisk> {
    let plan: Plan
    /// Center, hubs, devices, then copies of machines in the order in which they were made.
    private(set) var machines: [Machine<Disk>] = []
    let villages: [ScopeID]
    /// Records that everybody knows from the start, written by nobody yet.
    let knownRecords: [RecordKey]
    /// The device that the center does not know at first.
    let newcomer: Int
    var ledger = Ledger()
    var trace = Trace()
    var counts = Counts()
    /// Requests that are still on their way.
    var underway: [UnderwayRequest<Disk>] = []
    /// Files that a courier has, in the order in which they were handed over.
    var sticks: [CarriedFile<Disk>] = []
    var courier = CourierBook()
    /// Milliseconds since the county began.
    private(set) var time: Int64 = 0
    var cloneCount = 0

    init(_ plan: Plan) throws {
        self.plan = plan
        villages = (1...plan.villages).map { ScopeID(rawValue: 0x1000 + UInt64($0)) }
        let cases = CaseSchema.recordKind
        knownRecords = villages.flatMap { village in
            (1...3).map {
                RecordKey(
                    scope: village, kind: cases,
                    id: RecordID(rawValue: UInt128(village.rawValue) << 64 | UInt128($0)))
            }
        }
        newcomer = plan.machineCount - 1
        try build()
    }

    private func build() throws {
        var stream = SeededStream(seed: plan.layoutDraw)
        let centerKey = try SeededKey(&stream)
        let anchors = TrustAnchors(keys: [centerKey.key])
        for index in 0..<plan.machineCount {
            let role: MachineRole = index == 0 ? .center : index <= Plan.hubCount ? .hub : .device
            let number = role == .device ? index - Plan.hubCount - 1 : index - 1
            let name = role == .center ? "C" : role == .hub ? "H\(number)" : "D\(number)"
            let machine = try Machine(
                name: name, role: role, signer: index == 0 ? centerKey : SeededKey(&stream), anchors: anchors,
                hardware: "machine-\(index)", disk: Disk(), isLater: stream.chance(15))
            if role == .hub { machine.parent = machines[0] }
            // One device in six is pointed at the county directly.
            if role == .device {
                machine.parent = stream.chance(17) ? machines[0] : machines[1 + number % Plan.hubCount]
            }
            machines.append(machine)
            ledger.know(machine.key, of: index)
        }
        try writeDirectory(&stream)
    }

    /// Every hub may write every village, every device one to all of them; the newcomer none yet.
    private func writeDirectory(_ stream: inout SeededStream) throws {
        var grants: [(Machine<Disk>, [ScopeID])] = machines[1...Plan.hubCount].map { ($0, villages) }
        for machine in machines[(Plan.hubCount + 1)...] where machine !== machines[newcomer] {
            grants.append((machine, Array(villages.prefix(1 + stream.below(villages.count)))))
        }
        try centerWrites(Randomness(seed: stream.next())) { draft, environment in
            var drafts: [(ChangeDraft, DirectoryMeaning)] = villages.map {
                (draft.scope(environment.newRecordID(), number: $0, area: nil, purpose: "village"), .other)
            }
            for machine in machines.dropFirst() {
                let key = machine.key
                drafts.append(
                    (draft.device(key, name: machine.name, role: machine.role.rawValue, area: nil, people: []), .other))
            }
            for (machine, scopes) in grants {
                drafts += scopes.map { grant($0, to: machine, draft, environment) }
            }
            return drafts
        }
    }

    // MARK: A run

    /// Lives through all events of the plan.
    func live() throws {
        for machine in machines { try watch(machine) }
        for (index, event) in plan.events.enumerated() {
            time = event.at
            do {
                try deliverUnderway(before: index)
                try deliverSticks(Randomness(seed: event.draw ^ 0x0057_1C4B))
                try happen(event)
            } catch {
                if try repairDamaged() {
                    // A check that fails over a page that is damaged says so, and is no promise broken.
                    counts.note(error is SimulationFailure ? "damageFoundByACheck" : "damageFoundAtWork")
                    continue
                }
                let failure =
                    error as? SimulationFailure
                    ?? SimulationFailure(.unexpectedError, "\(event.name) at \(name(of: event)): \(error)")
                throw failure.at(event: index)
            }
        }
    }

    private func happen(_ event: Event) throws {
        let machine = machine(of: event)
        let draw = Randomness(seed: event.draw)
        trace.add("\(event.at) \(event.name) \(machine.name)")
        guard !machine.isDead else { return }
        switch event.act {
        case .deed(let deed): try perform(deed, at: machine, draw)
        case .fault(let fault): try strike(fault, at: machine, draw)
        }
        for touched in machines where !touched.isDead { try watch(touched) }
    }

    /// The machine that the event names, or a copy of it: once there are two, either is at work.
    private func machine(of event: Event) -> Machine<Disk> {
        let original = machines[event.machine % plan.machineCount]
        let all = machines.filter { $0.keyHash == original.keyHash && !$0.isDead }
        return all.isEmpty ? original : all[Int(event.draw % UInt64(all.count))]
    }

    private func name(of event: Event) -> String { machine(of: event).name }

    /// The time at which something happens that no event of the plan brings.
    func pass(_ milliseconds: Int64) { time += milliseconds }

    func add(_ machine: Machine<Disk>) { machines.append(machine) }

    var living: [Machine<Disk>] { machines.filter { !$0.isDead } }

    var center: Machine<Disk> { machines[0] }
}
