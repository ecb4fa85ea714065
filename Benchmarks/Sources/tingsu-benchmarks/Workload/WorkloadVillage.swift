/// One village of the generated county: its cases, its devices and what they write on the day.
///
/// The shape is that of the shared workload: a visit is about five changes; in a tenth of the visit slots both devices
/// of a pair visit the same case and both write its fields without having seen each other's write.
struct WorkloadVillage {
    private struct Case {
        let name: String
        let parties: (String, String)
        let number: Int
    }

    private typealias Fields = [(name: String, value: WorkloadChange.FieldValue)]

    /// One change of a visit, and how long it took to type, in milliseconds.
    private struct Step {
        let kind: WorkloadChange.Kind
        let record: String
        let fields: Fields
        let duration: Int64

        init(_ kind: WorkloadChange.Kind, _ record: String, _ fields: Fields, _ stream: inout LabelledStream) {
            self.kind = kind
            self.record = record
            self.fields = fields
            duration = 20_000 + Int64(stream.below(60_000))
        }
    }

    private let id: String
    private let shape: WorkloadShape
    private let workers: [String]
    private let cases: [Case]

    /// 2026-03-01 00:00 UTC.
    private static let epoch: Int64 = 1_772_323_200_000
    private static let dayMilliseconds: Int64 = 86_400_000
    private static let firstDay = epoch / dayMilliseconds

    init(township: Int, village: Int, shape: WorkloadShape) {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        id = "T\(padded(township))V\(padded(village))"
        self.shape = shape
        // Enough cases that no device must visit one twice in a day.
        let casesPerDevice = max(20, (shape.visits * 4 + 2) / 3)
        var stream = LabelledStream("\(shape.seed)/cases/\(id)")
        workers = (0..<shape.devices).map { _ in WorkloadText.name(&stream) }
        cases = (0..<casesPerDevice * shape.devices).map { number in
            let parties = (WorkloadText.name(&stream), WorkloadText.name(&stream))
            return Case(name: stream.recordName(), parties: parties, number: number)
        }
    }

    /// The cases that exist before the day.
    func baseline() -> [WorkloadChange] {
        var stream = LabelledStream("\(shape.seed)/baseline/\(id)")
        return cases.map { item in
            let digits = String(item.number)
            let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return WorkloadChange(
                device: "CENTRE", village: id, seq: 0,
                wallclock: WorkloadVillage.epoch - 30 * WorkloadVillage.dayMilliseconds, kind: .case,
                record: item.name,
                fields: [
                    ("case_no", .text("\(id)-\(number)")), ("party_a", .text(item.parties.0)),
                    ("party_b", .text(item.parties.1)),
                    ("cause", .text(stream.pick(WordStock.nouns) + stream.pick(WordStock.nouns) + "纠纷")),
                    ("opened", WorkloadVillage.date(-60, &stream, 0...30)), ("risk", .number(Int64(stream.below(4)))),
                    ("status", .text(stream.pick(Array(WordStock.stages.prefix(3))))),
                    ("next_step", .text(WorkloadText.step(&stream, item.parties))),
                    ("next_date", WorkloadVillage.date(0, &stream, 0...7)), ("updated_by", .text("镇调解中心")),
                ], isUpdate: false, day: -1, isContested: false)
        }
    }

    /// Every change of the day, device by device.
    func day() -> [WorkloadChange] {
        let plans = dealCases()
        var changes: [WorkloadChange] = []
        // What was already written as next step today, so that a contest differs.
        var steps: [Int: String] = [:]
        for (device, plan) in plans.enumerated() {
            let name = "\(id)D\(device)"
            var stream = LabelledStream("\(shape.seed)/dev/0/\(name)")
            var time = WorkloadVillage.epoch + WorkloadVillage.skew(shape.seed, name) + 3_600_000
            var seq = 0
            for (index, isContested) in plan {
                time += 900_000 + Int64(stream.below(900_000))
                for step in visit(cases[index], by: device, &stream, lastStep: &steps[index]) {
                    time += step.duration
                    seq += 1
                    changes.append(
                        WorkloadChange(
                            device: name, village: id, seq: seq, wallclock: time, kind: step.kind,
                            record: step.record, fields: step.fields, isUpdate: step.kind == .case, day: 0,
                            isContested: isContested && step.kind == .case))
                }
            }
        }
        return changes
    }

    /// Which cases each device visits, and whether the other of its pair visits the same one.
    private func dealCases() -> [[(index: Int, isContested: Bool)]] {
        var stream = LabelledStream("\(shape.seed)/day/0/\(id)")
        var order = stream.shuffled(cases.count)
        var plans: [[(index: Int, isContested: Bool)]] = Array(repeating: [], count: shape.devices)
        for first in stride(from: 0, to: shape.devices, by: 2) {
            let pair = first..<min(first + 2, shape.devices)
            for _ in 0..<shape.visits {
                if pair.count == 2, stream.permille(100) {
                    let index = order.removeLast()
                    for device in pair { plans[device].append((index, true)) }
                } else {
                    for device in pair { plans[device].append((order.removeLast(), false)) }
                }
            }
        }
        return plans
    }

    private func visit(
        _ item: Case, by device: Int, _ stream: inout LabelledStream, lastStep: inout String?
    ) -> [Step] {
        let visit = stream.recordName()
        let parties = item.parties
        var steps: [Step] = [
            Step(
                .visit, visit,
                [
                    ("case", .text(item.name)), ("visited_on", WorkloadVillage.date(0, &stream, 0...0)),
                    ("place", .text(stream.pick(WordStock.places))), ("mode", .text(stream.pick(WordStock.modes))),
                    ("visitor", .text(workers[device])),
                    ("companion", .text(stream.permille(300) ? WorkloadText.name(&stream) : "")),
                    ("minutes", .number(Int64(15 + stream.below(90)))),
                    ("weather", .text(stream.pick(WordStock.weather))), ("risk", .number(Int64(stream.below(4)))),
                    ("photos", .number(Int64(stream.below(5)))),
                    ("narrative", .text(WorkloadText.narrative(&stream, parties))),
                    ("outcome", .text(stream.pick(WordStock.stages))),
                ], &stream)
        ]
        for (party, role) in [(parties.0, "甲方"), (parties.1, "乙方")] {
            steps.append(emotion(item, visit, party, role, &stream))
        }
        var next = WorkloadText.step(&stream, parties)
        while next == lastStep { next = WorkloadText.step(&stream, parties) }
        lastStep = next
        steps.append(
            Step(
                .case, item.name,
                [
                    ("status", .text(stream.pick(WordStock.stages))), ("next_step", .text(next)),
                    ("next_date", WorkloadVillage.date(0, &stream, 1...14)),
                    ("updated_by", .text("\(workers[device])/\(device)")),
                ], &stream))
        if stream.permille(800) { steps.append(followUp(item, visit, workers[device], &stream)) }
        if stream.permille(50) { steps += agreement(item, visit, workers[device], &stream) }
        return steps
    }

    private func emotion(
        _ item: Case, _ visit: String, _ party: String, _ role: String, _ stream: inout LabelledStream
    ) -> Step {
        Step(
            .emotion, stream.recordName(),
            [
                ("visit", .text(visit)), ("case", .text(item.name)), ("party", .text(party)), ("role", .text(role)),
                ("feeling", .text(stream.pick(WordStock.feelings))), ("intensity", .number(Int64(stream.below(11)))),
                ("trend", .number(Int64(stream.below(3) - 1))), ("willing", .number(Int64(stream.below(11)))),
                ("trigger", .text(stream.pick(WordStock.nouns) + stream.pick(WordStock.nouns))),
                ("note", .text(WorkloadText.note(&stream, item.parties))),
            ], &stream)
    }

    private func followUp(
        _ item: Case, _ visit: String, _ worker: String, _ stream: inout LabelledStream
    ) -> Step {
        Step(
            .followup, stream.recordName(),
            [
                ("case", .text(item.name)), ("visit", .text(visit)),
                ("due", WorkloadVillage.date(0, &stream, 3...30)), ("owner", .text(worker)),
                ("mode", .text(stream.pick(WordStock.modes))),
                ("goal", .text(WorkloadText.step(&stream, item.parties))),
                ("target", .text(stream.pick([item.parties.0, item.parties.1]))),
                ("priority", .number(Int64(1 + stream.below(3)))), ("done", .number(0)),
                ("remark", .text(WorkloadText.note(&stream, item.parties))),
            ], &stream)
    }

    private func agreement(
        _ item: Case, _ visit: String, _ worker: String, _ stream: inout LabelledStream
    ) -> [Step] {
        let agreement = stream.recordName()
        let parties = item.parties
        var steps: [Step] = [
            Step(
                .agreement, agreement,
                [
                    ("case", .text(item.name)), ("visit", .text(visit)),
                    ("signed_on", WorkloadVillage.date(0, &stream, 0...0)), ("party_a", .text(parties.0)),
                    ("party_b", .text(parties.1)), ("mediator", .text(worker)),
                    ("amount_fen", .number(1000 * Int64(stream.below(5000)))),
                    (
                        "clause",
                        .text((0..<3).map { _ in WorkloadText.step(&stream, parties) + "；" }.joined())
                    ), ("copies", .number(3)), ("valid", .number(1)),
                ], &stream)
        ]
        for index in 0..<3 {
            let name = stream.recordName()
            steps.append(
                Step(
                    .milestone, name,
                    [
                        ("agreement", .text(agreement)), ("case", .text(item.name)),
                        ("ordinal", .number(Int64(index + 1))),
                        ("due", WorkloadVillage.date(0, &stream, 10 + 20 * index...29 + 20 * index)),
                        ("duty_of", .text(stream.pick([parties.0, parties.1]))),
                        ("what", .text(WorkloadText.step(&stream, parties))),
                        ("amount_fen", .number(1000 * Int64(stream.below(2000)))), ("done", .number(0)),
                        ("checked_by", .text(worker)),
                    ], &stream))
        }
        return steps
    }

    /// Days since 1970, within `range` after the day.
    private static func date(
        _ day: Int64, _ stream: inout LabelledStream, _ range: ClosedRange<Int>
    ) -> WorkloadChange.FieldValue {
        .number(firstDay + day + Int64(range.lowerBound + stream.below(range.count)))
    }

    /// How wrong a device's clock is, in milliseconds: most by minutes, some by an hour, a few by a year.
    private static func skew(_ seed: Int, _ device: String) -> Int64 {
        var stream = LabelledStream("\(seed)/skew/\(device)")
        let chance = stream.below(100)
        let span = chance < 90 ? 120_000 : chance < 98 ? 3_600_000 : 400 * dayMilliseconds
        return Int64(stream.below(Int(2 * span + 1))) - span
    }
}
