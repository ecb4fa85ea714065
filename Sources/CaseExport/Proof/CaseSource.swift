import CaseFile
import Replication

/// All that an export is computed from: the changes of a case and of the directory that name what is in it, and what
/// proves them.
///
/// Page and records are functions of it and of the manifest's facts, and of nothing else. So whoever has the folder can
/// compute both again.
public struct CaseSource: Sendable {
    /// Sorted by log and seq.
    public let changes: [ExportedChange]
    /// Sorted by log.
    public let logs: [LogEvidence]
    public let county: CountyEvidence

    public init(changes: [ExportedChange], logs: [LogEvidence], county: CountyEvidence) {
        self.changes = changes
        self.logs = logs
        self.county = county
    }

    static let changesPath = "proof/changes.jsonl"
    static let logsPath = "proof/logs.jsonl"
    static let countyPath = "proof/county.json"

    /// Its files, by path.
    var files: [(path: String, bytes: [UInt8])] {
        [
            (CaseSource.changesPath, ProofReader.text(changes.map(\.json))),
            (CaseSource.countyPath, Array(JSONText.pretty(county.json).utf8)),
            (CaseSource.logsPath, ProofReader.text(logs.map(\.json))),
        ]
    }

    /// Reads what `files` wrote. Throws `ProofError`.
    init(reading file: (String) throws(ProofError) -> [UInt8]) throws(ProofError) {
        var changes: [ExportedChange] = []
        for (reader, value) in try ProofReader.lines(try file(CaseSource.changesPath), of: CaseSource.changesPath) {
            changes.append(try ExportedChange(json: value, in: reader))
        }
        var logs: [LogEvidence] = []
        for (reader, value) in try ProofReader.lines(try file(CaseSource.logsPath), of: CaseSource.logsPath) {
            logs.append(try LogEvidence(json: value, in: reader))
        }
        let reader = ProofReader(file: CaseSource.countyPath, line: nil)
        let bytes = try file(CaseSource.countyPath)
        guard let value = FieldValue.reading(bytes) else { throw reader.error("json") }
        self.init(changes: changes, logs: logs, county: try CountyEvidence(json: value, in: reader))
    }
}
