import CaseFile
import CaseStore
import ReplicaStore
import Replication

/// Reads the facts of one case for the returns from its records.
///
/// Only standing records of ordinary scopes are read, and only kinds that are named here: neither feelings nor opinions nor
/// reports of whistle-blowers. A register that is `restricted` reads as empty, whoever asks.
struct CaseFactsReading<Codec: ChangeCodec> {
    let access: CaseAccess<Codec>
    /// The ordinary scopes that are held here.
    let scopes: Set<ScopeID>
    /// Whether identity numbers are given whole.
    let reveals: Bool

    typealias Record = MergedRecord<Codec>

    static var kinds: [RecordKind] {
        [
            CasePartySchema.recordKind, VisitSchema.recordKind, DemandSchema.recordKind, AgreementSchema.recordKind,
            MilestoneSchema.recordKind, FollowUpSchema.recordKind, CaseStepSchema.recordKind, TaskSchema.recordKind,
            SupervisionSchema.recordKind,
        ]
    }

    /// The facts; nil where the case is not held here, was first received after `days`, or was received and resolved before
    /// them, so that a return does not read all years of work.
    func facts(of key: RecordKey, within days: ReportPeriod) throws -> CaseFacts? {
        guard let root = try access.reading.merged(key), !root.isWithdrawn else { return nil }
        let recordedOn = ShanghaiTime(instant: recordedAt(root))?.date
        guard let received = day(root, CaseSchema.firstReceived, CaseSchema.FirstReceived.at) ?? recordedOn,
            received <= days.last
        else { return nil }
        let resolved = date(root, CaseSchema.substantiveEnd, CaseSchema.SubstantiveEnd.on)
        if received < days.first, let resolved, resolved < days.first { return nil }
        let code = text(root, CaseSchema.code)
        let source = self.source(key, name: code.isEmpty ? RecordTitles<Codec>.short(key.id) : code)
        var facts = CaseFacts(source: source, received: received)
        facts.recordedOn = recordedOn
        facts.code = code
        addCase(root, to: &facts)
        addPlace(key.scope, on: days.last, to: &facts)
        var records = [source]
        let parts = try parts(of: key)
        for part in parts {
            records.append(self.source(part.key, name: source.name))
            if part.key.kind == CasePartySchema.recordKind, let person = try person(of: part) {
                facts.parties.append(party(part, person))
                records.append(self.source(person.key, name: source.name))
            }
        }
        addWork(parts, to: &facts)
        addEnd(parts, root, to: &facts)
        facts.records = records
        return facts
    }

    /// The records of the case that returns are made from, in the order of kinds and ids.
    private func parts(of key: RecordKey) throws -> [Record] {
        try access.queries.children(of: key).filter { Self.kinds.contains($0.kind) && scopes.contains($0.scope) }
            .compactMap { try access.reading.merged($0) }.filter { !$0.isWithdrawn }
    }

    func source(_ key: RecordKey, name: String) -> Report.Source {
        Report.Source(
            record: key.id.description, scope: key.scope.description,
            kind: access.catalog.kind(key.kind)?.name ?? "\(key.kind.rawValue)", name: name)
    }

    private func person(of party: Record) throws -> Record? {
        guard let reference = party.shown(CasePartySchema.person).reference else { return nil }
        let key = reference.key(from: party.key)
        guard scopes.contains(key.scope), let person = try access.reading.merged(key), !person.isWithdrawn else {
            return nil
        }
        return person
    }

    private func party(_ party: Record, _ person: Record) -> CaseFacts.Party {
        let identity = shown(person, PersonSchema.identity)
        let number =
            reveals ? identity : access.catalog.masked(identity, of: PersonSchema.identity, in: person.key.kind)
        return CaseFacts.Party(
            side: shown(party, CasePartySchema.side).plainText ?? "", name: text(person, PersonSchema.name),
            sex: coded(person, PersonSchema.sex)?.label ?? "",
            identity: number[member: PersonSchema.Identity.number].plainText ?? "",
            phone: text(person, PersonSchema.phone), address: text(person, PersonSchema.address),
            category: coded(person, PersonSchema.category)?.label ?? "")
    }

    /// Where it lies on the last day of the return: a village may have become part of another before.
    private func addPlace(_ scope: ScopeID, on day: CivilDate, to facts: inout CaseFacts) {
        let directory = access.directory
        let area = directory.scope(scope)?.area.map { id in
            directory.area(id).map { directory.area(of: $0, on: day).id } ?? id
        }
        facts.areaPath = area.map { directory.path(ofArea: $0) } ?? ""
        facts.level = directory.level(ofArea: area)
        guard let area, let own = directory.area(area) else { return }
        switch facts.level {
        case .county: break
        case .township: facts.township = own.name
        case .village:
            facts.village = own.name
            facts.township = own.parent.flatMap { directory.area($0) }?.name ?? ""
        }
    }

    /// When the oldest standing value of a record was written, milliseconds since 1970.
    private func recordedAt(_ record: Record) -> Int64 {
        record.state.registers.flatMap { $0.siblings.map(\.recordedAt) }.min() ?? 0
    }
}

extension DirectoryView {
    /// The level of an area, by the length of its code (county 6, township 9, village 12, with or without zeros behind), else
    /// by how many stand above it; what no area is named for belongs to the county.
    func level(ofArea id: RecordID?) -> CaseFacts.Level {
        guard let id, let area = area(id) else { return .county }
        if let code = area.code, code.allSatisfy(\.isNumber), [6, 9, 12].contains(code.count) {
            if code.count == 6 || code.hasSuffix("000000") { return .county }
            return code.count == 9 || code.hasSuffix("000") ? .township : .village
        }
        var (above, next) = (0, area.parent)
        while let parent = next, above < 2 {
            above += 1
            next = self.area(parent)?.parent
        }
        return CaseFacts.Level(rawValue: above) ?? .village
    }
}
