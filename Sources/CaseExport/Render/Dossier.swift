import CaseFile
import CaseStore
import CaseWork
import Causality
import Replication

/// A case as an export tells it, computed from its changes alone.
///
/// The machine that makes an export and the one that verifies it make this from the same bytes; it knows no store, no
/// clock and nothing that is not in the source or in the manifest.
struct Dossier<Codec: ChangeCodec> {
    /// A change with what it says; nil for one that cannot be read.
    struct Told {
        let change: ExportedChange
        let body: ChangeBody
    }

    let source: CaseSource
    let facts: ExportManifest
    let root: RecordKey
    let codec: Codec
    let catalog: Catalog
    let language: Language
    let directory: DirectoryView
    /// The case's records in the order in which they are told: by kind as the catalog has them, then by time.
    let records: [RecordView]
    let names: RecordNames
    /// Files that the records name, each once, in the order of the records.
    let files: [DossierFile]

    // Looked up by record; never iterated.
    private let told: [RecordKey: [Told]]

    /// Throws what making the directory of it throws.
    init(_ source: CaseSource, _ facts: ExportManifest, root: RecordKey, codec: Codec) throws {
        let catalog = Catalog.current
        self.source = source
        self.facts = facts
        self.root = root
        self.codec = codec
        self.catalog = catalog
        language = facts.language == Language.en.rawValue ? .en : .zhHans
        var told: [RecordKey: [Told]] = [:]
        var keys: [RecordKey] = []
        for change in source.changes {
            guard let body = try? codec.decodeBody(change.body) else { continue }
            if told[change.record] == nil { keys.append(change.record) }
            told[change.record, default: []].append(Told(change: change, body: body))
        }
        var states: [RecordKey: RecordState] = [:]
        for key in keys {
            let applied = (told[key] ?? []).filter { $0.change.standing == .applied }
            guard !applied.isEmpty else { continue }
            states[key] = RecordState(folding: applied.map { ($0.change.change, $0.body) })
        }
        self.told = told
        // The directory is read as everywhere: out of a store, here one in memory.
        let directory = try MemoryStorage().write { transaction in
            for key in keys where key.scope == .directory { transaction.setState(states[key], of: key) }
            return try DirectoryView(transaction, codec: codec)
        }
        self.directory = directory
        var views: [RecordKey: RecordView] = [:]
        for key in keys {
            guard let state = states[key] else { continue }
            views[key] = RecordView(
                MergedRecord(key: key, state: state, definition: catalog.kind(key.kind), codec: codec), codec: codec,
                custody: .here, changes: [])
        }
        let held = views
        names = RecordNames(catalog: catalog, directory: directory) { held[$0] }
        let order = catalog.kinds.map(\.kind)
        func rank(_ view: RecordView) -> (Int, Int64, RecordKey) {
            let kind = order.firstIndex(of: view.key.kind) ?? order.count
            // The case itself first.
            return (view.key == root ? -1 : kind, view.happened?.at ?? view.recordedAt, view.key)
        }
        records = keys.filter { $0.scope != .directory }.compactMap { held[$0] }
            .sorted { rank($0) < rank($1) }
        files = DossierFile.all(
            in: records.flatMap { record in (told[record.key] ?? []).map { (record.key, $0.body) } }, facts, codec)
    }

    /// Every change of a record, by recorded time and place.
    func history(of record: RecordKey) -> [Told] {
        (told[record] ?? []).sorted {
            ($0.body.recordedAt, $0.change.log, $0.change.seq) < ($1.body.recordedAt, $1.change.log, $1.change.seq)
        }
    }

    /// The case itself; nil where no applied change tells of it.
    var caseView: RecordView? { records.first { $0.key == root } }

    /// The day on which the export was made, in Shanghai.
    var day: CivilDate? { ShanghaiTime(instant: facts.exportedAt)?.date }

    func text(_ value: Value, _ register: RegisterNumber, in key: RecordKey) throws -> String {
        try names.text(of: value, register, in: key).text(in: language)
    }

    /// Records of a kind that are not withdrawn.
    func standing(_ kind: RecordKind) -> [RecordView] {
        records.filter { $0.key.kind == kind && !$0.isWithdrawn }
    }

    var course: CaseCourse {
        let applied = history(of: root).filter { $0.change.standing == .applied }
        var seen: Set<ChangeID> = []
        let bodies = applied.filter { seen.insert($0.change.change).inserted }.map(\.body)
        return CaseCourse(
            records: standing(CaseStepSchema.recordKind),
            written: caseView.map { CaseCourse.stages(in: bodies, of: $0, codec: codec) } ?? [])
    }

    var catalogue: DocumentCatalogue { DocumentCatalogue(standing(DocumentSchema.recordKind), catalog: catalog) }

    var team: CaseTeam {
        CaseTeam(
            members: standing(TeamMemberSchema.recordKind), handovers: standing(HandoverSchema.recordKind))
    }

    /// By the time at which it happened, each with who wrote it down.
    var timeline: [(event: CaseFileView.Event, teller: EventTeller)] {
        let events = records.filter { !$0.isWithdrawn }.flatMap(\.events)
            .sorted { ($0.at, $0.key, $0.register) < ($1.at, $1.key, $1.register) }
        return events.compactMap { event in
            // What this machine knows of its own clock does not leave it.
            let changes = history(of: event.key).map { (change: $0.change.change, body: $0.body) }
            return EventTeller(of: event, among: changes) { _ in false }.map { (event, $0) }
        }
    }
}
