import CaseFile
import CaseWork
import Replication
import WireProtocol

extension LocalNode {
    /// Changes what the county set, as a person of this center; the reply has the records that `body` answers.
    func setCounty(
        as person: String?,
        _ body: @Sendable (CaseAccess, inout CaseWriting<ProtobufChangeCodec>) throws -> [RecordID]
    ) throws -> CountyReply {
        try demandCenter()
        let view = try read { [directory] engine, transaction in
            try directory.view(transaction, codec: engine.codec)
        }
        let ids = try record(by: director(person, view)) { access, writing in try body(access, &writing) }
        return try inspect { access in CountyReply(access.county, only: ids) }
    }
}
