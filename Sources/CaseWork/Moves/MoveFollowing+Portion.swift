import CaseStore
public import Replication

extension MoveFollowing {
    /// What one step of following takes out of a transaction.
    public struct Step: Sendable {
        var brought = 0
        var records: [CaseQueries.MovedRecord] = []
    }

    /// Follows the records that wait longest, up to `portion`: all of them in one transaction, and where that fails, each in one
    /// of its own, so that a damaged one stops no other. Answers how many changes were brought, and which records were
    /// passed over.
    ///
    /// - Parameter write: Runs one transaction, and gives it up where its body throws. Throws what it throws beyond that.
    public static func followPortion(
        write: (_ body: @Sendable (MoveFollowing, inout ReplicaEngine<Codec>, NodeEnvironment) throws -> Step) throws ->
            Step
    ) throws -> (brought: Int, passedOver: [PassedOverMove]) {
        let together = try? write { following, engine, environment in
            try following.gather()
            return Step(brought: try following.follow(following.next(), &engine, environment: environment))
        }
        if let together { return (together.brought, []) }
        let records = try write { following, _, _ in
            try following.gather()
            return Step(records: try following.next())
        }.records
        var brought = 0
        var passedOver: [PassedOverMove] = []
        for record in records {
            do {
                brought += try write { following, engine, environment in
                    Step(brought: try following.follow([record], &engine, environment: environment))
                }.brought
            } catch {
                _ = try write { following, _, _ in
                    try following.passOver(record, because: error)
                    return Step()
                }
                passedOver.append(
                    PassedOverMove(kind: record.kind, id: record.id, tries: 1, error: "\(type(of: error))"))
            }
        }
        return (brought, passedOver)
    }
}
