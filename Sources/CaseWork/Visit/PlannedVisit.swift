import CaseFile
import CaseStore
import ReplicaStore
public import Replication

extension RecordView {
    /// Whether it is a visit that was planned and that nobody has made yet.
    ///
    /// It is recorded in the same record when it is made: what was prepared stands beside what was heard.
    public var isVisitToBeMade: Bool {
        key.kind == VisitSchema.recordKind && !isWithdrawn && shown(VisitSchema.planned) != .none
            && shown(VisitSchema.started) == .none && shown(VisitSchema.ended) == .none
    }
}

extension CaseReading {
    /// The visit with this key while it is planned and still to be made; nil once it has been, or for any other record.
    public func visitToBeMade(_ key: RecordKey) throws -> RecordView? {
        guard key.kind == VisitSchema.recordKind, try transaction.state(of: key) != nil else { return nil }
        let view = try record(key)
        return view.isVisitToBeMade ? view : nil
    }
}
