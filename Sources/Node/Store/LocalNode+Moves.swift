import CaseWork
import Logging
import Replication

extension LocalNode {
    /// Brings what came in for moved records to where they live; answers how many changes that were.
    ///
    /// Called after everything that may have brought some. What it cannot do now it does the next time: it never fails what
    /// was done before it.
    @discardableResult
    func followMoves() -> Int {
        do {
            guard try inspect({ try !MoveFollowing($0).open().isEmpty }) else { return 0 }
            let place = moveAccess
            let brought = try write { engine, transaction, environment in
                let following = MoveFollowing(try place(engine, transaction))
                return try following.follow(following.open(), &engine, environment: environment)
            }
            if brought > 0 { logger.info("records that moved were followed", metadata: ["changes": "\(brought)"]) }
            return brought
        } catch {
            logger.error("records that moved were not followed", metadata: ["type": "\(type(of: error))"])
            return 0
        }
    }
}
