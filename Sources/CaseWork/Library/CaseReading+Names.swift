import CaseFile
import CaseStore
import ReplicaStore
import Replication

extension CaseReading {
    /// Everything that names somebody in a case: its parties first, then whoever else its records name, the cadres, the
    /// addresses, the numbers, and every area of the county.
    func anonymiser(
        of file: CaseFileView, replacing asked: [(text: String, placeholder: String)] = []
    ) throws -> Anonymiser {
        let records =
            [file.record] + file.parties.map(\.party) + file.visits.map(\.record)
            + file.visits.flatMap { $0.emotions.map(\.record) } + file.demands + file.agreements.map(\.record)
            + file.agreements.flatMap(\.milestones) + file.otherMilestones + file.plans.map(\.record)
            + file.plans.flatMap(\.followUps) + file.otherFollowUps + file.others + file.withdrawn
        var names = NamedPeople()
        for side in ["applicant", "opponent", "interested"] {
            for party in file.parties where party.party.shown(CasePartySchema.side) == .code(side) {
                if let person = party.person { try add(person, to: &names) }
            }
        }
        for party in file.parties { if let person = party.person { try add(person, to: &names) } }
        for record in records {
            for field in record.fields {
                guard let type = field.definition?.type else { continue }
                for reading in field.readings { try add(reading.value, type, from: record.key, to: &names) }
            }
        }
        let scope = directory.scope(file.record.key.scope)
        let own = scope?.area.map { directory.ancestry(ofArea: $0).compactMap { directory.area($0) } } ?? []
        let others = directory.areas.filter { area in !own.contains { $0.id == area.id } }
        return Anonymiser(
            people: names.people.map(\.names), workers: names.workers,
            places: own.map { Anonymiser.Place(name: $0.name, code: $0.code, isOwn: true) }
                + others.map { Anonymiser.Place(name: $0.name, code: $0.code, isOwn: false) },
            addresses: names.addresses, numbers: names.numbers, asked: asked)
    }

    private func add(_ person: RecordView, to names: inout NamedPeople) throws {
        guard !names.people.contains(where: { $0.key == person.key }) else { return }
        func texts(_ register: RegisterNumber) -> [String] {
            person.field(register)?.readings.compactMap { $0.value.plainText } ?? []
        }
        names.people.append((person.key, texts(PersonSchema.name)))
        names.addresses += texts(PersonSchema.address)
        names.numbers += texts(PersonSchema.phone).map { ($0, .phone) }
        for reading in person.field(PersonSchema.identity)?.readings.map(\.value) ?? [] {
            if let number = reading[member: PersonSchema.Identity.number].plainText {
                names.numbers.append((number, .identityNumber))
            }
        }
        for field in person.fields {
            guard let type = field.definition?.type else { continue }
            for reading in field.readings { try add(reading.value, type, from: person.key, to: &names) }
        }
    }

    /// Whoever a value names, by reference or by a name alone.
    private func add(
        _ value: Value, _ type: ValueType, from key: RecordKey, to names: inout NamedPeople
    ) throws {
        switch (value, type) {
        case (.reference(let reference), _): try add(reference, from: key, to: &names)
        case (.list(let items), .list(let item)):
            for one in items { try add(one, item, from: key, to: &names) }
        case (.group(let filled), .group(let members)):
            for member in filled {
                guard let definition = members.first(where: { $0.number == member.number }) else { continue }
                if let text = member.value.plainText,
                    definition.name == "name" || Self.nameMembers.contains(definition.name),
                    case .text = member.value
                {
                    members.contains { $0.name == "user" } || Self.workerMembers.contains(definition.name)
                        ? names.addWorker(text) : names.addPerson(text)
                } else {
                    try add(member.value, definition.type, from: key, to: &names)
                }
            }
        default: break
        }
    }

    /// Members that hold the name of somebody without a record.
    private static var nameMembers: [String] { workerMembers + ["payer", "payee", "agreed_by"] }
    private static var workerMembers: [String] { ["responsible", "by"] }

    private func add(_ reference: Reference, from key: RecordKey, to names: inout NamedPeople) throws {
        let target = reference.key(from: key)
        switch reference.kind {
        case DirectorySchema.userKind:
            if let user = directory.user(reference.id) { names.addWorker(user.name) }
        case PersonSchema.recordKind:
            guard try transaction.state(of: target) != nil else { return }
            try add(try record(target), to: &names)
        case HouseholdSchema.recordKind:
            guard try transaction.state(of: target) != nil, !names.households.contains(target) else { return }
            names.households.append(target)
            let household = try record(target)
            names.addresses +=
                household.field(HouseholdSchema.address)?.readings.compactMap { $0.value.plainText } ?? []
            for field in household.fields {
                guard let type = field.definition?.type else { continue }
                for reading in field.readings { try add(reading.value, type, from: target, to: &names) }
            }
        default: break
        }
    }
}

/// The names that were found, each once, in the order in which they were found.
struct NamedPeople {
    var people: [(key: RecordKey?, names: [String])] = []
    private(set) var workers: [[String]] = []
    var addresses: [String] = []
    var numbers: [(text: String, kind: Anonymiser.Kind)] = []
    var households: [RecordKey] = []

    /// A payer or an heir who has no record of their own.
    mutating func addPerson(_ name: String) {
        guard !people.contains(where: { $0.names.contains(name) }), !workers.contains([name]) else { return }
        people.append((nil, [name]))
    }

    mutating func addWorker(_ name: String) {
        guard !people.contains(where: { $0.names.contains(name) }), !workers.contains([name]) else { return }
        workers.append([name])
    }
}
