import CaseFile
import CaseWork
import Replication

/// All records of one kind, a part of the page.
struct DossierKind: Sendable {
    let anchor: String
    let name: String
    let records: [DossierRecord]

    /// In the order of the records.
    static func all(_ dossier: Dossier<some ChangeCodec>, _ words: Words) throws -> [DossierKind] {
        var kinds: [RecordKind] = []
        for record in dossier.records where kinds.last != record.key.kind { kinds.append(record.key.kind) }
        return try kinds.map { kind in
            DossierKind(
                anchor: "k\(kind.rawValue)", name: dossier.catalog.label(of: kind).text(in: dossier.language),
                records: try dossier.records.filter { $0.key.kind == kind }.map {
                    try DossierRecord($0, dossier, words)
                })
        }
    }
}
