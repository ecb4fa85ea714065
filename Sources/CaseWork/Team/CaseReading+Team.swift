import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension CaseReading {
    /// The team of a case, and the handovers between hands.
    public func team(of file: RecordKey) throws -> CaseTeam {
        func records(_ kind: RecordKind) throws -> [RecordView] {
            try queries.children(of: file, kind: kind).map { try record($0) }
        }
        return CaseTeam(
            members: try records(TeamMemberSchema.recordKind), handovers: try records(HandoverSchema.recordKind))
    }
}
