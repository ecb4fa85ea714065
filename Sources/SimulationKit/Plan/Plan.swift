import SeedTestKit

/// A county and everything that will happen in it, decided by a seed before anything does.
package struct Plan: Sendable {
    static let hubCount = 2
    static let dayMilliseconds: Int64 = 24 * 60 * 60 * 1000

    package let seed: UInt64
    package let devices: Int
    package let days: Int
    var villages: Int
    /// How many in a hundred saves are long narratives, so that a backlog needs more than one batch.
    var narratives: Int
    let store: SimulationOptions.Store
    /// Decides keys and layout.
    let layoutDraw: UInt64
    /// Decides the order of syncs after the faults have stopped.
    let healDraw: UInt64
    /// Whether a courier goes round with sticks.
    private(set) var hasCourier = false
    /// Whether records move between villages.
    var hasMoves = false
    package internal(set) var events: [Event]

    /// Center, hubs, devices, in this order.
    var machineCount: Int { 1 + Plan.hubCount + devices }

    package static func draw(seed: UInt64, options: SimulationOptions) -> Plan {
        var stream = SeededStream(seed: seed)
        let devices = options.devices ?? 3 + stream.below(4)
        let days = options.days ?? stream.pick([8, 20, 45, 120])
        let villages = 1 + stream.below(3)
        let narratives = stream.pick([0, 3, 8, 60])
        var plan = Plan(
            seed: seed, devices: devices, days: days, villages: villages, narratives: narratives,
            store: options.store(for: seed),
            layoutDraw: stream.next(), healDraw: stream.next(), events: [])
        plan.addWork(&stream)
        plan.addFaults(&stream)
        plan.addCourier(&stream)
        // What came later is drawn from numbers of its own, so that the rest of a seed's life stays what it was.
        var later = SeededStream(seed: seed ^ 0x94D0_49BB_1331_11EB)
        plan.addForkedDays(&later)
        plan.addFires(&later)
        // In one county of eight only, for the same reason.
        if seed % 8 == 6 {
            var neighbours = SeededStream(seed: seed ^ 0xBF58_476D_1CE4_E5B9)
            plan.addNeighbours(&neighbours)
        }
        if seed % 8 == 3 {
            var strangers = SeededStream(seed: seed ^ 0xD6E8_FEB8_6659_FD93)
            plan.addStrangers(&strangers)
        }
        if seed % 16 == 4 {
            var moves = SeededStream(seed: seed ^ 0xA24B_AED4_963E_E407)
            plan.addMoves(&moves)
        }
        // The sort is stable by construction: equal times keep the order in which they were drawn.
        plan.events = plan.events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
        return plan
    }

    /// Days of work: a county that lives long works less each day, so that every seed has some hundred events.
    private mutating func addWork(_ stream: inout SeededStream) {
        let activity = min(90, max(6, 6000 / (days * machineCount)))
        for machine in 0..<machineCount {
            // Somebody is away for a season.
            let awayFrom = days >= 100 && stream.chance(20) ? stream.below(days - 90) : days
            for day in 0..<days where !(awayFrom..<awayFrom + 90).contains(day) {
                guard stream.chance(activity) else { continue }
                if machine > Plan.hubCount || stream.chance(25) { addDay(day, machine, &stream) }
                // At any hour: whatever an old copy lacks must come back.
                if stream.chance(20) { add(.deed(.backUp), day, Int64(stream.below(80_000_000)), machine, &stream) }
                if machine > 0, stream.chance(85) {
                    // Hubs sync after their devices.
                    let evening: Int64 = machine > Plan.hubCount ? 63_000_000 : 66_000_000
                    add(.deed(stream.chance(6) ? .syncElsewhere : .sync), day, evening, machine, &stream)
                }
            }
        }
        for (deed, most) in [(Deed.grant, 3), (.endGrants, 2), (.rule, 6)] {
            for _ in 0..<stream.below(most + 1) {
                add(.deed(deed), stream.below(days), Int64(stream.below(80_000_000)), 0, &stream)
            }
        }
    }

    private mutating func addDay(_ day: Int, _ machine: Int, _ stream: inout SeededStream) {
        for _ in 0..<1 + stream.below(5) {
            let deed: Deed =
                switch stream.below(100) {
                case ..<34: .open
                case ..<70: .save
                case ..<86: .record
                case ..<94: .settle
                case ..<97: .withdraw
                default: .sync
                }
            add(.deed(machine == 0 && deed == .sync ? .open : deed), day, 28_800_000, machine, &stream)
        }
    }

    /// Each seed has some kinds of faults and not others: where all are everywhere, none has the time to matter. One in
    /// three is about copies that nobody notices, which is how logs fork.
    private mutating func addFaults(_ stream: inout SeededStream) {
        let isAboutCopies = stream.chance(33)
        for fault in Fault.allCases where !Fault.partsOfOthers.contains(fault) {
            let isOften = isAboutCopies && [.oldDiskPutBack, .diskCloned].contains(fault)
            guard stream.chance(isOften ? 100 : 35) else { continue }
            for _ in 0..<1 + stream.below(isOften ? 5 : 3) {
                let day = stream.below(days)
                let machine = stream.below(machineCount)
                add(.fault(fault), day, Int64(stream.below(80_000_000)), machine, &stream)
                addAftermath(of: fault, day, machine, &stream)
            }
        }
    }

    /// What follows a fault: somebody mends it some days later, or works on without having noticed.
    private mutating func addAftermath(
        of fault: Fault, _ day: Int, _ machine: Int, _ stream: inout SeededStream
    ) {
        switch fault {
        case .diskFull, .upstreamDeaf, .upstreamMute, .lineDown:
            let until = min(days - 1, day + 1 + stream.below(12))
            add(.fault(fault == .diskFull ? .roomMade : .lineUp), until, 80_000_000, machine, &stream)
        case .oldDiskPutBack, .oldFolderPutBack, .diskCloned:
            for _ in 0..<stream.below(6) {
                add(.deed(stream.pick([.record, .save, .sync])), day, 80_000_000, machine, &stream)
            }
        default: break
        }
    }

    /// In every other county: now and then at any machine, and each day where the line is bad.
    private mutating func addCourier(_ stream: inout SeededStream) {
        guard stream.chance(50) else { return }
        hasCourier = true
        if stream.chance(40) {
            let day = stream.below(days)
            add(.fault(.lineDown), day, 0, 1 + stream.below(machineCount - 1), &stream)
        }
        let badLines = events.filter {
            [.fault(.lineDown), .fault(.upstreamDeaf), .fault(.upstreamMute)].contains($0.act)
        }
        for event in badLines {
            let day = Int(event.at / Plan.dayMilliseconds)
            for later in day..<min(days, day + 4 + stream.below(8)) where stream.chance(60) {
                add(.deed(.bundle), later, 60_000_000, event.machine, &stream)
            }
        }
        for _ in 0..<4 + stream.below(16) {
            add(
                .deed(.bundle), stream.below(days), Int64(stream.below(80_000_000)),
                1 + stream.below(machineCount - 1), &stream)
        }
    }

    /// Where a disk was copied and nothing shows it, there may be a day on which both are at work, at one hub and at another,
    /// and the county hears of it and ends the machine's grants while both branches are on their way.
    private mutating func addForkedDays(_ stream: inout SeededStream) {
        for event in events where event.act == .fault(.diskCloned) || event.act == .fault(.oldDiskPutBack) {
            guard event.machine > Plan.hubCount, stream.chance(50) else { continue }
            let day = min(days - 1, Int(event.at / Plan.dayMilliseconds) + stream.below(6))
            func hour(_ first: Int, _ last: Int) -> Int64 { Int64(first + stream.below(last - first)) * 3_600_000 }
            for _ in 0..<6 + stream.below(14) {
                let deed = stream.pick([Deed.record, .record, .save, .sync, .syncElsewhere])
                add(.deed(deed), day, hour(8, 17), event.machine, &stream)
            }
            for hub in 1...Plan.hubCount { add(.deed(.sync), day, hour(10, 16), hub, &stream) }
            if stream.chance(60) { add(.deed(.endGrants), day, hour(12, 17), 0, &stream) }
            // Who turns up elsewhere brings the directory along, and who was cut off at one hub tries another.
            for _ in 0..<5 {
                let machine = 1 + Plan.hubCount + stream.below(devices)
                add(.deed(stream.pick([.sync, .syncElsewhere])), day, hour(13, 18), machine, &stream)
            }
        }
    }

    /// A fire at the township, and the center put back the same day: what a device wrote that morning is nowhere any more,
    /// and a colleague whose line broke may be all that is left who was told that it had arrived.
    private mutating func addFires(_ stream: inout SeededStream) {
        guard stream.chance(25), days > 2 else { return }
        let day = 1 + stream.below(days - 1)
        let device = 1 + Plan.hubCount + stream.below(devices)
        for server in 0...Plan.hubCount { add(.deed(.backUp), day, 7 * 3_600_000, server, &stream) }
        for _ in 0..<6 { add(.deed(stream.pick([.record, .save])), day, 9 * 3_600_000, device, &stream) }
        add(.deed(.sync), day, 11 * 3_600_000, device, &stream)
        for hub in 1...Plan.hubCount { add(.deed(.sync), day, 12 * 3_600_000, hub, &stream) }
        for _ in 0..<2 {
            let reader = 1 + Plan.hubCount + stream.below(devices)
            add(.deed(.sync), day, 13 * 3_600_000, reader, &stream)
        }
        for server in 0...Plan.hubCount { add(.fault(.oldFolderWithoutWitness), day, 15 * 3_600_000, server, &stream) }
        add(.fault(.diskReplaced), day, 15 * 3_600_000, device, &stream)
    }

    /// At any moment of the hour that begins at `time`. Of two copies of a machine, `copy` says which one; else either.
    mutating func add(
        _ act: Event.Act, _ day: Int, _ time: Int64, _ machine: Int, copy: UInt64? = nil, _ stream: inout SeededStream
    ) {
        let at = Int64(day) * Plan.dayMilliseconds + time + Int64(stream.below(3_600_000))
        let draw = stream.next()
        events.append(Event(at: at, machine: machine, act: act, draw: copy.map { draw - draw % 2 + $0 } ?? draw))
    }
}
